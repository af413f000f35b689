#pragma once
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>

// Swift cannot call variadic functions: one typed wrapper for each kind of argument.

typedef size_t (*spoor_curl_data_callback)(char *_Nullable, size_t, size_t, void *_Nullable);

static inline CURLcode spoor_curl_set_long(CURL *_Nonnull h, CURLoption o, long v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode spoor_curl_set_offset(CURL *_Nonnull h, CURLoption o, curl_off_t v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode spoor_curl_set_pointer(
    CURL *_Nonnull h, CURLoption o, const void *_Nullable v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode spoor_curl_set_string(
    CURL *_Nonnull h, CURLoption o, const char *_Nullable v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode spoor_curl_set_data_callback(
    CURL *_Nonnull h, CURLoption o, spoor_curl_data_callback _Nullable v) {
  return curl_easy_setopt(h, o, v);
}
static inline CURLcode spoor_curl_get_long(CURL *_Nonnull h, CURLINFO i, long *_Nonnull v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLcode spoor_curl_get_offset(
    CURL *_Nonnull h, CURLINFO i, curl_off_t *_Nonnull v) {
  return curl_easy_getinfo(h, i, v);
}
static inline CURLMcode spoor_curl_multi_set_long(CURLM *_Nonnull h, CURLMoption o, long v) {
  return curl_multi_setopt(h, o, v);
}
// A union member that Swift would import under two names.
static inline CURLcode spoor_curl_message_result(const CURLMsg *_Nonnull m) {
  return m->data.result;
}
