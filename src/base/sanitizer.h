/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HAS_ASAN is defined where AddressSanitizer is compiled in; gcc and clang say so differently. */
#ifndef BASE_SANITIZER_H
#define BASE_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif

#endif
