#include "lsp/json.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "report/json_text.h"

namespace zen::lsp {

const std::string& Json::string() const {
    static const std::string none;
    return is_string() ? std::get<4>(value_) : none;
}

const Json::List& Json::items() const {
    static const List none;
    return is_list() ? std::get<5>(value_) : none;
}

const Json::Object& Json::members() const {
    static const Object none;
    return is_object() ? std::get<6>(value_) : none;
}

const Json& Json::operator[](std::string_view name) const {
    static const Json none;
    for (const Member& member : members())
        if (member.first == name) return member.second;
    return none;
}

const Json& Json::at(std::string_view path) const {
    const Json* out = this;
    for (;;) {
        std::size_t dot = path.find('.');
        out = &(*out)[path.substr(0, dot)];
        if (dot == path.npos) return *out;
        path.remove_prefix(dot + 1);
    }
}

Json& Json::set(std::string_view name, Json value) {
    if (!is_object()) value_ = Object();
    auto& members = std::get<6>(value_);
    auto known = std::ranges::find(members, name, &Member::first);
    if (known == members.end()) {
        members.emplace_back(std::string(name), std::move(value));
        return members.back().second;
    }
    return known->second = std::move(value);
}

void Json::push(Json value) {
    if (!is_list()) value_ = List();
    std::get<5>(value_).push_back(std::move(value));
}

void Json::write(std::string& out) const {
    switch (value_.index()) {
        case 0:
            out += "null";
            return;
        case 1:
            out += std::get<1>(value_) ? "true" : "false";
            return;
        case 2:
            out += std::to_string(std::get<2>(value_));
            return;
        case 3:
            out += std::isfinite(std::get<3>(value_)) ? std::to_string(std::get<3>(value_)) : "null";
            return;
        case 4:
            return append_json(out, std::get<4>(value_));
        case 5: {
            char before = '[';
            for (const Json& item : items()) {
                out += before;
                before = ',';
                item.write(out);
            }
            out += before == '[' ? "[]" : "]";
            return;
        }
        case 6: {
            char before = '{';
            for (const auto& [name, member] : members()) {
                out += before;
                before = ',';
                append_json(out, name);
                out += ':';
                member.write(out);
            }
            out += before == '{' ? "{}" : "}";
            return;
        }
        default:
            out += *std::get<7>(value_).text;
    }
}

std::string Json::text() const {
    std::string out;
    write(out);
    return out;
}

namespace {

// Builds our value from what nlohmann's parser meets, which does not recurse.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
  public:
    Json root;
    std::string fault;

    bool null() override { return put({}); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(std::int64_t value) override { return put(value); }
    bool number_unsigned(std::uint64_t value) override {
        return put(value > INT64_MAX ? Json(static_cast<double>(value)) : Json(static_cast<std::int64_t>(value)));
    }
    bool number_float(double value, const std::string&) override { return put(value); }
    bool string(std::string& value) override { return put(std::move(value)); }
    bool binary(nlohmann::json::binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::list()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& value) override {
        open_.back().key = std::move(value);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) override {
        fault = error.what();
        return false;
    }

  private:
    struct Open {
        Json value;
        std::string key;
    };
    bool put(Json value) {
        if (open_.empty())
            root = std::move(value);
        else if (open_.back().value.is_list())
            open_.back().value.push(std::move(value));
        else
            open_.back().value.set(open_.back().key, std::move(value));
        return true;
    }
    bool open(Json value) {
        if (open_.size() >= 1000) {
            fault = "nested more than 1000 deep";
            return false;
        }
        open_.push_back({std::move(value), {}});
        return true;
    }
    bool close() {
        Json value = std::move(open_.back().value);
        open_.pop_back();
        return put(std::move(value));
    }

    std::vector<Open> open_;
};

}  // namespace

Result<Json> parse_json(std::string_view text) {
    Builder builder;
    if (!nlohmann::json::sax_parse(text, &builder))
        return Trouble{"", 0, 0, builder.fault.empty() ? "no JSON" : builder.fault};
    return std::move(builder.root);
}

}  // namespace zen::lsp
