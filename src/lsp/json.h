// JSON as a plain value. Every question about a value has an answer: what is not there, or is of another type, is null,
// empty or zero, so that no message can lead the server astray.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "text/result.h"

namespace zen::lsp {

class Json {
  public:
    using List = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;  // in the order in which they were written; few enough to search
    struct Raw {                         // JSON text, written as it is; large ones are not copied around
        std::shared_ptr<const std::string> text;
    };

    Json() = default;
    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    Json(int value) : value_(static_cast<std::int64_t>(value)) {}
    Json(unsigned value) : value_(static_cast<std::int64_t>(value)) {}
    Json(std::int64_t value) : value_(value) {}
    Json(double value) : value_(value) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(List value) : value_(std::move(value)) {}
    Json(Raw value) : value_(std::move(value)) {}
    static Json object(std::initializer_list<Member> members = {}) {
        Json out;
        out.value_ = Object(members);
        return out;
    }
    static Json list(std::initializer_list<Json> items = {}) { return Json(List(items)); }

    bool is_null() const { return value_.index() == 0; }
    bool is_bool() const { return value_.index() == 1; }
    bool is_integer() const { return value_.index() == 2; }
    bool is_string() const { return value_.index() == 4; }
    bool is_list() const { return value_.index() == 5; }
    bool is_object() const { return value_.index() == 6; }

    bool truth() const { return is_bool() && std::get<1>(value_); }
    std::int64_t integer(std::int64_t otherwise = 0) const { return is_integer() ? std::get<2>(value_) : otherwise; }
    const std::string& string() const;
    const List& items() const;
    const Object& members() const;
    // The member of that name; null without one.
    const Json& operator[](std::string_view name) const;
    // The member at the end of a path such as "textDocument.codeAction.dataSupport".
    const Json& at(std::string_view path) const;

    // Makes this an object if it is none, and the member null if it is new.
    Json& set(std::string_view name, Json value);
    void push(Json value);

    void write(std::string& out) const;
    std::string text() const;

  private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Object, Raw> value_;
};

// A Trouble for what is no JSON, holds text that is not UTF-8, or is nested more than a thousand deep.
Result<Json> parse_json(std::string_view text);

}  // namespace zen::lsp
