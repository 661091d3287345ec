// A way for exceptions to go, which the C++ library of WASI lacks.
#include <cstdlib>
#include <cstring>
#include <exception>
#include <typeinfo>

// Raises a JavaScript error with this message. The instance is of no use after that.
extern "C" __attribute__((import_module("zenlint"), import_name("thrown"), noreturn)) void zen_thrown(const char* text,
                                                                                                      std::size_t size);

// The C++ library is built without exceptions. All that zenlint and its libraries throw derives from std::exception.
extern "C" {
void* __cxa_allocate_exception(std::size_t size) noexcept {
    return std::malloc(size);
}
void __cxa_free_exception(void* thrown) noexcept {
    std::free(thrown);
}
[[noreturn]] void __cxa_throw(void* thrown, std::type_info*, void (*)(void*)) {
    const char* what = static_cast<std::exception*>(thrown)->what();
    zen_thrown(what, std::strlen(what));
}
[[noreturn]] void __cxa_rethrow() {
    zen_thrown("", 0);
}
void* __cxa_begin_catch(void* thrown) noexcept {
    return thrown;
}
void __cxa_end_catch() {}
// The one thread ends with the module.
int __cxa_thread_atexit(void (*)(void*), void*, void*) noexcept {
    return 0;
}
}
