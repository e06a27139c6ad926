// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what pdf.js reads: a JSON list for each FILE of its pages' texts.
// usage: node pdfjs.cjs FOLDER-OF-pdfjs-dist FILE...
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");

async function pages(pdfjs, folder, file) {
  const document = await pdfjs.getDocument({
    data: new Uint8Array(fs.readFileSync(file)), verbosity: 0,
    standardFontDataUrl: path.join(folder, "standard_fonts/"),
  }).promise;
  const texts = [];
  for (let i = 1; i <= document.numPages; i++) {
    const content = await (await document.getPage(i)).getTextContent();
    texts.push(content.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  }
  return texts;
}

(async () => {
  const [folder, ...files] = process.argv.slice(2);
  const pdfjs = await import(pathToFileURL(path.join(folder, "legacy/build/pdf.mjs")));
  for (const file of files) console.log(JSON.stringify(await pages(pdfjs, folder, file)));
})();
