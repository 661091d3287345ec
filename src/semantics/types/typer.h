// Works out types: follows names to what is stored in them, calls to what they return. For the type_*.cpp files.
#pragma once
#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "semantics/model_data.h"
#include "semantics/types/library_types.h"
#include "semantics/types/narrowing.h"
#include "semantics/types/type_rules.h"

namespace zen {

struct ClassInfo;

// For one question. A name that depends on itself (`i = i + 1` in a loop) is worked out by supposing a type and asking
// again until nothing changes; whatever takes too long is unknown.
class Typer {
  public:
    // By `stores`, an attribute without an annotation is what the file's class stores in it; else unknown, since other
    // code may store something else.
    enum class Attributes : bool { promised, stores };
    explicit Typer(const Model& model, Attributes attributes = Attributes::promised)
        : model_(model), data_(model.data()), by_stores_(attributes == Attributes::stores) {}

    Type of(Node expression);
    // What an annotation says of its values; unknown where it is no class that one can name.
    Type of_annotation(Node type);
    // Of all that the class stores in its attribute; None, which is there before, is left aside.
    Type stored_in(const ClassInfo& info, std::string_view name);
    bool gave_up() const { return steps_ <= 0; }

  private:
    static constexpr unsigned none_open = 0xffffffffu;

    Type work_out(Node n);
    Type of_name(Node identifier);
    Type of_store(Node identifier);
    Type of_parameter(Node identifier, Node parameter);
    Type of_unpacked(Node target, Node value);
    Type of_part(Node target, Node holder, Type item, std::ptrdiff_t levels = 0);
    Type of_tuple(Node n);
    Type of_display(Node n, std::uint32_t bit);
    Type inside_certain(const Reference& r, Node n, Type t);
    bool of_annotated_parameter(const Reference& r);
    bool handed_on(const Reference& r);
    Type of_manager(Node expression);
    Type of_items(Node iterable);
    Type of_definition(Node definition, Node name);
    Type declared(const Reference& r);
    Type of_call(Node call);
    CallArguments arguments_of(Node list);
    Type of_own_call(Node function, bool awaited);
    Type of_own_class(Node definition);
    Type of_awaited(Node call);
    Type returned(Node definition, bool awaited = false);
    const ClassInfo* class_that(Node name);
    Type of_class_attribute(const ClassInfo& info, Node n);
    Type of_attribute(Node n);
    Type declared_attribute(Node n, bool& computed);
    Type stored_attribute(Node n);
    const Type* known(Node n) const;
    // Who has a member of a class of this file: a class of it, or one of another file.
    struct Holder {
        const ClassInfo* own = nullptr;
        Referent elsewhere = {};
        const ExportedMember* exported = nullptr;
    };
    Holder holder_of(Node owner, std::string_view name);
    Type called_member(const Type& object, std::string_view name, bool exact = false);
    // `computed`: a property gives it.
    Type value_of_member(const Holder& holder, std::string_view name, bool& computed);
    Type of_operator(Kind op, const Type& left, const Type& right);
    Type of_subscript(Node n);
    Type of_comparison(Node n);
    Type promised_inside(Type t, Node list);
    Type of_text_annotation(std::string_view text, Node at);
    Type of_class_named(const std::string& path);
    Type instances_of(const Referent& referent);
    Type imported(const Type& type, const Referent& from);
    Type value_of_referent(const Referent& referent);
    Type call_of_referent(const Referent& referent);
    Type made_by(const Referent& referent);
    const ExportedMember* member_of(const Referent& of_class, std::string_view name, Referent& owner);
    Type of_class_expression(Node expression);
    static bool can_be_narrowed(const Type& type);
    bool certainly_derives(std::uint32_t bit, const Type& t, std::uint32_t other_bit, const Type& other);
    Type of_instances(const Type& type, Type named, bool holds);
    Type narrowed(const Facts& facts, const Variable& variable, Node load, Node store, Type type);
    Type narrowed_by(Node condition, bool holds, const Variable& variable, Type type);
    Type narrowed_by_comparison(Node n, bool holds, const Variable& variable, Type type);
    Type narrowed_by_call(Node n, bool holds, const Variable& variable, Type type);
    Type narrowed_attribute(Node n, Type type);

    struct Deeper {
        int& depth;
        explicit Deeper(int& d) : depth(d) { ++depth; }
        ~Deeper() { --depth; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;
    };
    const Model& model_;
    ModelData& data_;
    bool by_stores_;
    struct Supposed {
        unsigned index;
        Type type;
    };
    std::unordered_map<NodeId, Supposed> open_;
    // An answer that rests on suppositions holds while these are open and stay what they are.
    struct Tentative {
        Type type;
        std::uint64_t rests_on;  // a bit for each supposition, by its index; the last one for all further ones
    };
    std::unordered_map<NodeId, Tentative> tentative_;
    static std::uint64_t bit_of(unsigned index) { return std::uint64_t{1} << (index < 63 ? index : 63); }
    void forget_resting_on(unsigned index) {
        std::erase_if(tentative_, [&](const auto& entry) { return entry.second.rests_on & bit_of(index); });
    }
    std::uint64_t rests_on_ = 0;    // of the last answer
    unsigned touched_ = none_open;  // the outermost supposition that the last answer rests on
    int depth_ = 0;
    int steps_ = 4000;
};

// Model::type, by what the file's classes store in their attributes (Typer::Attributes::stores).
Type type_by_stores(const Model& model, Node expression);
// Is there a `*rest` in it? Then nobody knows how many items it has.
bool has_splat(Node display);
// The function or class of this file that a name means, when it is bound once and for all; its definition, not the
// decorator.
Node own_definition(const Model& model, Node name);
// The class of this file with that name (as in Type::qualified).
Node own_class(const Model& model, std::string_view name);
// Does it hold a `yield` of its own?
bool is_generator_function(const Model& model, Node definition);
bool is_async_function(Node definition);

}  // namespace zen
