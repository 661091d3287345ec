#include "cache/exports.h"

#include <array>

#include "cache/packed.h"

namespace zen {
namespace {

constexpr int most_levels = 30;  // of types in types

void write(PackedWriter& w, const Type& type) {
    w.number(type.bits);
    w.text(type.qualified);
    w.number(type.fixed);
    w.number(type.arguments ? static_cast<std::uint32_t>(type.arguments->size()) + 1 : 0);
    if (type.arguments)
        for (const Type& t : *type.arguments) write(w, t);
}

void write(PackedWriter& w, const std::vector<std::string>& list) {
    w.number(static_cast<std::uint32_t>(list.size()));
    for (const std::string& s : list) w.text(s);
}

Type read_type(PackedReader& r, int level) {
    Type out;
    out.bits = r.number();
    out.qualified = r.text();
    out.fixed = r.number(1) != 0;
    const std::uint32_t arguments = r.count();
    if (arguments == 0 || level > most_levels) return out;
    std::vector<Type> inside;
    for (std::uint32_t i = 1; i < arguments && r.good(); ++i) inside.push_back(read_type(r, level + 1));
    out.arguments = std::make_shared<const std::vector<Type>>(std::move(inside));
    return out;
}

std::vector<std::string> read_list(PackedReader& r) {
    std::vector<std::string> out(r.count());
    for (std::string& s : out) s = r.text();
    return out;
}

}  // namespace

Digest exports_key(std::string_view bytes, PythonVersion target, std::string_view program) {
    const Digest content = digest(bytes);
    const std::array<std::uint64_t, 4> numbers{content.high, content.low, bytes.size(),
                                               target.major * std::uint64_t{256} + target.minor};
    std::string all = "exports";
    all.append(reinterpret_cast<const char*>(numbers.data()), sizeof numbers);
    all += program;
    return digest(all);
}

std::string stored(const Exports& exports) {
    PackedWriter w;
    w.number(static_cast<std::uint32_t>(exports.names.size()));
    for (const ExportedName& n : exports.names) {
        w.text(n.name);
        w.number(n.kind);
        w.number(n.async);
        w.number(n.index);
        w.text(n.path);
        write(w, n.type);
    }
    w.number(static_cast<std::uint32_t>(exports.classes.size()));
    for (const ExportedClass& c : exports.classes) {
        w.text(c.name);
        write(w, c.bases);
        write(w, c.decorators);
        w.text(c.metaclass);
        w.number(static_cast<std::uint32_t>(c.members.size()));
        for (const ExportedMember& m : c.members) {
            w.text(m.name);
            w.number(m.kind);
            w.number(m.async);
            write(w, m.type);
        }
    }
    write(w, exports.stars);
    w.number(exports.all.has_value());
    if (exports.all) write(w, *exports.all);
    w.number(exports.unclear_all);
    w.number(exports.open);
    return std::move(w.out);
}

std::optional<Exports> restored_exports(std::string_view bytes) {
    PackedReader r(bytes, bytes.size());
    Exports out;
    out.names.resize(r.count());
    for (ExportedName& n : out.names) {
        n.name = r.text();
        n.kind = static_cast<ExportedName::Kind>(r.number(ExportedName::import_));
        n.async = r.number(1) != 0;
        n.index = r.number();
        n.path = r.text();
        n.type = read_type(r, 0);
    }
    out.classes.resize(r.count());
    for (ExportedClass& c : out.classes) {
        c.name = r.text();
        c.bases = read_list(r);
        c.decorators = read_list(r);
        c.metaclass = r.text();
        c.members.resize(r.count());
        for (ExportedMember& m : c.members) {
            m.name = r.text();
            m.kind = static_cast<ExportedMember::Kind>(r.number(ExportedMember::stored));
            m.async = r.number(1) != 0;
            m.type = read_type(r, 0);
        }
    }
    out.stars = read_list(r);
    if (r.number(1)) out.all = read_list(r);
    out.unclear_all = r.number(1) != 0;
    out.open = r.number(1) != 0;
    if (!r.ended()) return std::nullopt;
    for (const ExportedName& n : out.names)
        if (n.kind == ExportedName::class_ && n.index >= out.classes.size()) return std::nullopt;
    return out;
}

}  // namespace zen
