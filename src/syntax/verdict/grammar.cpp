#include "syntax/verdict/grammar.h"

#include <string>

namespace zen::verdict {
namespace {

// Statements.
constexpr std::string_view statements = R"(
file: statements? ENDMARKER
statements: statement+
statement: compound_stmt | simple_stmts
simple_stmts: simple_stmt !';' NEWLINE | ';'.simple_stmt+ ';'? NEWLINE
simple_stmt memo: assignment | &"type" type_alias | &"lazy" import_stmt | star_expressions | &'return' return_stmt
    | &('import' | 'from' | "lazy") import_stmt | &'raise' raise_stmt | pass_stmt | &'del' del_stmt | &'yield' yield_expr
    | &'assert' assert_stmt | break_stmt | continue_stmt | &'global' 'global' ','.NAME+ | &'nonlocal' 'nonlocal' ','.NAME+
pass_stmt: 'pass' => Statement
break_stmt: 'break' => Statement
continue_stmt: 'continue' => Statement
compound_stmt: &('def' | '@' | 'async') function_def | &'if' if_stmt | &('class' | '@') class_def
    | &('with' | 'async') with_stmt | &('for' | 'async') for_stmt | &'try' try_stmt | &'while' while_stmt | match_stmt
assignment: NAME ':' expression ('=' annotated_rhs)?
    | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ('=' annotated_rhs)?
    | (star_targets '=')+ annotated_rhs !'='
    | single_target augassign ~ annotated_rhs
    | invalid_assignment
annotated_rhs: yield_expr | star_expressions
augassign: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
type_alias: "type" NAME type_params? '=' expression
return_stmt: 'return' star_expressions?
raise_stmt: 'raise' expression 'from' expression | @15- invalid_raise_stmt | 'raise' expression | 'raise'
assert_stmt: @15- invalid_assert_stmt | 'assert' expression (',' expression)?
del_stmt: 'del' del_targets &(';' | NEWLINE) | invalid_del_stmt
import_stmt: @13- invalid_import | import_name | import_from
import_name: "lazy"? 'import' ','.dotted_as_name+
import_from: "lazy"? 'from' ('.' | '...')* dotted_name 'import' import_from_targets
    | "lazy"? 'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets: '(' import_from_as_names ','? ')' | import_from_as_names !',' | '*' | invalid_import_from_targets
import_from_as_names: ','.import_from_as_name+
import_from_as_name: @14- invalid_import_from_as_name | NAME ('as' NAME)?
dotted_as_name: @14- invalid_dotted_as_name | dotted_name ('as' NAME)?
dotted_name left: dotted_name '.' NAME | NAME
block memo: NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block
decorators: ('@' named_expression NEWLINE)+
class_def: decorators class_def_raw | class_def_raw
class_def_raw: invalid_class_def_raw | @-10 'class' NAME type_params? ('(' arguments? ')')? &&':' block
    | @11- 'class' NAME type_params? ('(' arguments? ')')? ':' block
function_def: decorators function_def_raw | function_def_raw
function_def_raw: invalid_def_raw | 'async'? 'def' NAME type_params? &&'(' params? ')' ('->' expression)? &&':' block
params: invalid_parameters | parameters
parameters: slash_no_default param_no_default* param_with_default* star_etc?
    | slash_with_default param_with_default* star_etc?
    | param_no_default+ param_with_default* star_etc?
    | param_with_default+ star_etc?
    | star_etc
slash_no_default: param_no_default+ '/' ',' | param_no_default+ '/' &')'
slash_with_default: param_no_default* param_with_default+ '/' ',' | param_no_default* param_with_default+ '/' &')'
star_etc: invalid_star_etc | '*' param_no_default param_maybe_default* kwds?
    | '*' param_no_default_star_annotation param_maybe_default* kwds? | '*' ',' param_maybe_default+ kwds? | kwds
kwds: invalid_kwds | '**' param_no_default
param_no_default: param ',' => Parameter | param &')' => Parameter
param_no_default_star_annotation: param_star_annotation ',' | param_star_annotation &')'
param_with_default: param default ',' | param default &')'
param_maybe_default: param default? ',' | param default? &')'
param: NAME annotation? => Parameter
param_star_annotation: NAME ':' star_expression
annotation: ':' expression
default: '=' expression | invalid_default
if_stmt: invalid_if_stmt | 'if' named_expression ':' block elif_stmt | 'if' named_expression ':' block else_block?
elif_stmt: invalid_elif_stmt | 'elif' named_expression ':' block elif_stmt | 'elif' named_expression ':' block else_block?
else_block: invalid_else_stmt | 'else' &&':' block
while_stmt: invalid_while_stmt | 'while' named_expression ':' block else_block?
for_stmt: invalid_for_stmt | @-10 'for' star_targets 'in' ~ star_expressions &&':' block else_block?
    | @11- 'for' star_targets 'in' ~ star_expressions ':' block else_block?
    | @-10 'async' 'for' star_targets 'in' ~ star_expressions &&':' block else_block?
    | @11- 'async' 'for' star_targets 'in' ~ star_expressions ':' block else_block?
    | invalid_for_target
with_stmt: invalid_with_stmt_indent | 'with' '(' ','.with_item+ ','? ')' ':' block | 'with' ','.with_item+ ':' block
    | 'async' 'with' '(' ','.with_item+ ','? ')' ':' block | 'async' 'with' ','.with_item+ ':' block | invalid_with_stmt
with_item: expression 'as' lone_target &(',' | ')' | ':') | invalid_with_item | expression
try_stmt: invalid_try_stmt | 'try' &&':' block finally_block
    | 'try' &&':' block except_block+ else_block? finally_block?
    | 'try' &&':' block except_star_block+ else_block? finally_block?
except_block: invalid_except_stmt_indent | @14- 'except' expressions ':' block | @-13 'except' expression ':' block
    | 'except' expression 'as' NAME ':' block | 'except' ':' block | invalid_except_stmt
except_star_block: invalid_except_star_stmt_indent | @14- 'except' '*' expressions ':' block
    | @-13 'except' '*' expression ':' block | 'except' '*' expression 'as' NAME ':' block | invalid_except_stmt
finally_block: invalid_finally_stmt | 'finally' &&':' block
)";

// The match statement.
constexpr std::string_view patterns = R"(
match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT | invalid_match_stmt
subject_expr: star_named_expression ',' star_named_expressions? | named_expression
case_block: invalid_case_block | "case" patterns guard? ':' block
guard: 'if' named_expression
patterns: open_sequence_pattern | pattern
pattern: as_pattern | or_pattern
as_pattern: or_pattern 'as' pattern_capture_target | invalid_as_pattern
or_pattern: '|'.closed_pattern+
closed_pattern memo: literal_pattern | pattern_capture_target | "_" | attr !('.' | '(' | '=') | '(' pattern ')'
    | sequence_pattern | mapping_pattern | class_pattern
literal_pattern: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
literal_expr: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
complex_number: signed_real_number ('+' | '-') imaginary_number
signed_number: NUMBER | '-' NUMBER | @15- '+' NUMBER
signed_real_number: real_number | '-' real_number
real_number: a=NUMBER => !real a "real number required in complex literal"
imaginary_number: a=NUMBER => !imaginary a "imaginary number required in complex literal"
pattern_capture_target: !"_" NAME !('.' | '(' | '=')
attr left: attr '.' NAME | NAME '.' NAME
name_or_attr: attr | NAME
sequence_pattern: '[' maybe_sequence_pattern? ']' | '(' open_sequence_pattern? ')'
open_sequence_pattern: maybe_star_pattern ',' maybe_sequence_pattern?
maybe_sequence_pattern: ','.maybe_star_pattern+ ','?
maybe_star_pattern: star_pattern | pattern
star_pattern memo: '*' pattern_capture_target | '*' "_"
mapping_pattern: '{' '}' | '{' double_star_pattern ','? '}' | '{' items_pattern ',' double_star_pattern ','? '}'
    | '{' items_pattern ','? '}'
items_pattern: ','.key_value_pattern+
key_value_pattern: (literal_expr | attr) ':' pattern
double_star_pattern: '**' pattern_capture_target
class_pattern: name_or_attr '(' ')' | name_or_attr '(' positional_patterns ','? ')'
    | name_or_attr '(' keyword_patterns ','? ')'
    | name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')' | invalid_class_pattern
positional_patterns: ','.pattern+
keyword_patterns: ','.keyword_pattern+
keyword_pattern: NAME '=' pattern
type_params: @13- invalid_type_params | @12- '[' ','.type_param+ ','? ']'
type_param memo: NAME (':' expression)? type_default? | invalid_type_param | '*' NAME star_default? | '**' NAME type_default?
type_default: @13- '=' expression
star_default: @13- '=' star_expression
)";

// Expressions.
constexpr std::string_view expressions = R"(
expressions: expression (',' expression)+ ','? => Tuple | expression ',' => Tuple | expression
expression memo: invalid_expression | invalid_legacy_expression
    | disjunction 'if' disjunction 'else' expression => IfExp | disjunction | lambdef
yield_expr: 'yield' 'from' expression => Yield | 'yield' star_expressions? => Yield
star_expressions: star_expression (',' star_expression)+ ','? => Tuple | star_expression ',' => Tuple | star_expression
star_expression memo: '*' bitwise_or => Starred | expression
star_named_expressions: ','.star_named_expression+ ','?
star_named_expression: '*' bitwise_or => Starred | @-8 '(' '*' bitwise_or ')' => Starred | named_expression
assignment_expression: NAME ':=' ~ expression => NamedExpr
named_expression: assignment_expression | @-8 '(' bare_name ')' ':=' expression | invalid_named_expression | expression !':='
bare_name: NAME | '(' bare_name ')'
disjunction memo: conjunction ('or' conjunction)+ => BinOp | conjunction
conjunction memo: inversion ('and' inversion)+ => BinOp | inversion
inversion memo: 'not' inversion => BinOp | comparison
comparison: bitwise_or compare_op+ => Compare | bitwise_or
compare_op: '==' bitwise_or | '!=' bitwise_or | '<=' bitwise_or | '<' bitwise_or | '>=' bitwise_or | '>' bitwise_or
    | 'not' 'in' bitwise_or | 'in' bitwise_or => In | 'is' 'not' bitwise_or | 'is' bitwise_or
bitwise_or left: bitwise_or '|' bitwise_xor => BinOp | bitwise_xor
bitwise_xor left: bitwise_xor '^' bitwise_and => BinOp | bitwise_and
bitwise_and left: bitwise_and '&' shift_expr => BinOp | shift_expr
shift_expr left: shift_expr '<<' sum => BinOp | shift_expr '>>' sum => BinOp | @14- invalid_arithmetic | sum
sum left: sum '+' term => BinOp | sum '-' term => BinOp | term
term left: term '*' factor => BinOp | term '/' factor => BinOp | term '//' factor => BinOp | term '%' factor => BinOp
    | term '@' factor => BinOp | @14- invalid_factor | factor
factor memo: '+' factor => BinOp | '-' factor => BinOp | '~' factor => BinOp | power
power: await_primary '**' factor => BinOp | await_primary
await_primary memo: 'await' primary => Await | primary
primary left: primary '.' NAME => Attribute | primary genexp => Call | primary '(' arguments? ')' => Call
    | primary '[' slices ']' => Subscript | atom
slices: slice !',' | ','.(slice | starred_expression)+ ','? => Tuple
slice: expression? ':' expression? (':' expression?)? | named_expression
atom: NAME => Name | 'True' => True | 'False' => False | 'None' => None | &(STRING | FSTRING_START) strings
    | NUMBER => Literal | &'(' (tuple | group | genexp) | &'[' (list | listcomp) | &'{' (dict | set | dictcomp | setcomp)
    | '...' => Ellipsis
group: '(' a=(yield_expr | named_expression) ')' | invalid_group
lambdef: 'lambda' lambda_params? ':' expression => Lambda
fstring: FSTRING_START fstring_middle* FSTRING_END
fstring_middle: fstring_replacement_field | FSTRING_MIDDLE
fstring_replacement_field: '{' annotated_rhs '='? fstring_conversion? fstring_full_format_spec? '}'
    | invalid_replacement_field
fstring_conversion: a='!' b=NAME => !conversion a b
fstring_full_format_spec: ':' fstring_format_spec*
fstring_format_spec: FSTRING_MIDDLE | fstring_replacement_field
strings memo: a=(fstring | STRING)+ => !strings a
list: '[' star_named_expressions? ']' => List
tuple: '(' (star_named_expression ',' star_named_expressions?)? ')' => Tuple
set: '{' star_named_expressions '}' => Set
dict: '{' double_starred_kvpairs? '}' => Dict | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs: ','.double_starred_kvpair+ ','?
double_starred_kvpair: '**' bitwise_or | kvpair
kvpair: expression ':' expression
for_if_clauses: for_if_clause+
for_if_clause: 'async' 'for' star_targets 'in' ~ disjunction ('if' comprehension_condition)* => Comprehension
    | 'for' star_targets 'in' ~ disjunction ('if' comprehension_condition)* => Comprehension
    | @13- invalid_for_if_clause | invalid_for_target
comprehension_condition: disjunction | @-8 lambdef
listcomp: '[' comp_element for_if_clauses ']' => ListComp | invalid_comprehension
setcomp: '{' comp_element for_if_clauses '}' => SetComp | invalid_comprehension
comp_element: named_expression | @15- starred_expression
genexp: '(' (assignment_expression | expression !':=' | @15- starred_expression) for_if_clauses ')' => GeneratorExp
    | invalid_comprehension
dictcomp: '{' kvpair for_if_clauses '}' => DictComp | @15- '{' '**' expression for_if_clauses '}' => DictComp
    | invalid_dict_comprehension
arguments memo: args ','? &')' | invalid_arguments
args: ','.(starred_expression | (assignment_expression | expression !':=') !'=')+ (',' kwargs)? => Arguments
    | kwargs => Arguments
kwargs: ','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+ | ','.kwarg_or_starred+ | ','.kwarg_or_double_starred+
starred_expression: invalid_starred_expression_unpacking | '*' expression => Starred
    | @-8 '(' '*' expression ')' => Starred | @13- invalid_starred_expression
kwarg_or_starred: invalid_kwarg | NAME '=' expression => Keyword | starred_expression
kwarg_or_double_starred: invalid_kwarg | NAME '=' expression => Keyword | '**' expression => DoubleStarred
)";

constexpr std::string_view targets = R"(
star_targets: lone_target !',' | star_target (',' star_target)* ','? => Targets
lone_target: star_target => Target
star_targets_list_seq: ','.star_target+ ','? => Targets
star_targets_tuple_seq: star_target (',' star_target)+ ','? => Targets | star_target ','
star_target memo: '*' (!'*' star_target) => Starred | target_with_star_atom
target_with_star_atom memo: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | star_atom
star_atom: NAME => Name | '(' target_with_star_atom ')' | '(' star_targets_tuple_seq? ')' | '[' star_targets_list_seq? ']'
single_target: single_subscript_attribute_target | NAME => Name | '(' single_target ')'
single_subscript_attribute_target: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead
t_primary left: t_primary '.' NAME &t_lookahead | t_primary '[' slices ']' &t_lookahead | t_primary genexp &t_lookahead
    | t_primary '(' arguments? ')' &t_lookahead | atom &t_lookahead
t_lookahead: '(' | '[' | '.'
del_targets: ','.del_target+ ','?
del_target memo: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | del_t_atom
del_t_atom: NAME | '(' del_target ')' | '(' del_targets? ')' | '[' del_targets? ']'
lambda_params: invalid_lambda_parameters | lambda_parameters
lambda_parameters: lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* lambda_star_etc?
    | lambda_slash_with_default lambda_param_with_default* lambda_star_etc?
    | lambda_param_no_default+ lambda_param_with_default* lambda_star_etc?
    | lambda_param_with_default+ lambda_star_etc? | lambda_star_etc
lambda_slash_no_default: lambda_param_no_default+ '/' ',' | lambda_param_no_default+ '/' &':'
lambda_slash_with_default: lambda_param_no_default* lambda_param_with_default+ '/' ','
    | lambda_param_no_default* lambda_param_with_default+ '/' &':'
lambda_star_etc: invalid_lambda_star_etc | '*' lambda_param_no_default lambda_param_maybe_default* lambda_kwds?
    | '*' ',' lambda_param_maybe_default+ lambda_kwds? | lambda_kwds
lambda_kwds: invalid_lambda_kwds | '**' lambda_param_no_default
lambda_param_no_default: NAME ',' => Parameter | NAME &':' => Parameter
lambda_param_with_default: NAME default ',' | NAME default &':'
lambda_param_maybe_default: NAME default? ',' | NAME default? &':'
)";

}  // namespace

std::string_view grammar() {
    static const std::string all = std::string(statements) + std::string(patterns) + std::string(expressions) +
                                   std::string(targets) + std::string(grammar_of_mistakes());
    return all;
}

}  // namespace zen::verdict
