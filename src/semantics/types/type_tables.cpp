// Types of the builtin and library functions, methods and constants that code meets often. From Python's documentation.
#include <algorithm>
#include <iterator>

#include "semantics/library/builtins.h"
#include "semantics/library/stdlib_modules.h"
#include "semantics/types/type_rules.h"

namespace zen {
namespace {

struct Row {
    std::string_view name;
    std::uint32_t bits;
    std::string_view qualified = "";
};

template <std::size_t N>
const Row* row_of(const Row (&table)[N], std::string_view name) {
    auto at = std::ranges::find(table, name, &Row::name);
    return at == std::end(table) ? nullptr : &*at;
}
Type type_of(const Row* row) {
    return row ? Type{row->bits, std::string(row->qualified)} : Type{};
}

constexpr std::uint32_t text = Type::str, raw = Type::bytes, flag = Type::bool_, whole = Type::int_,
                        real = Type::float_, array = Type::list, record = Type::tuple, nothing = Type::none,
                        object = Type::instance, stream = Type::generator;

// The classes of the language.
constexpr Row classes[] = {
    {"int", whole},       {"str", text},
    {"bytes", raw},       {"float", real},
    {"bool", flag},       {"complex", Type::complex_},
    {"list", array},      {"dict", Type::dict},
    {"set", Type::set},   {"frozenset", Type::frozenset},
    {"tuple", record},    {"range", Type::range},
    {"map", stream},      {"filter", stream},
    {"zip", stream},      {"enumerate", stream},
    {"reversed", stream}, {"type", Type::class_},
};
// Classes that are no exceptions; all others are in `classes`.
constexpr std::string_view other_classes[] = {"bytearray", "memoryview",   "object",      "property",
                                              "slice",     "staticmethod", "classmethod", "super"};

// Functions of the language and the library.
constexpr Row functions[] = {
    {"len", whole},
    {"ord", whole},
    {"hash", whole},
    {"id", whole},
    {"repr", text},
    {"chr", text},
    {"hex", text},
    {"oct", text},
    {"bin", text},
    {"ascii", text},
    {"format", text},
    {"input", text},
    {"sorted", array},
    {"dir", array},
    {"vars", Type::dict},
    {"locals", Type::dict},
    {"globals", Type::dict},
    {"isinstance", flag},
    {"issubclass", flag},
    {"callable", flag},
    {"hasattr", flag},
    {"any", flag},
    {"all", flag},
    {"print", nothing},
    {"setattr", nothing},
    {"delattr", nothing},
    {"exec", nothing},
    {"os.getcwd", text},
    {"os.listdir", array},
    {"os.getpid", whole},
    {"os.cpu_count", whole | nothing},
    {"os.system", whole},
    {"os.makedirs", nothing},
    {"os.mkdir", nothing},
    {"os.remove", nothing},
    {"os.unlink", nothing},
    {"os.rename", nothing},
    {"os.walk", stream},
    {"os.path.exists", flag},
    {"os.path.isfile", flag},
    {"os.path.isdir", flag},
    {"os.path.isabs", flag},
    {"os.path.islink", flag},
    {"os.path.getsize", whole},
    {"os.path.getmtime", real},
    {"os.path.split", record},
    {"os.path.splitext", record},
    {"os.path.join", text | raw},
    {"os.path.basename", text | raw},
    {"os.path.dirname", text | raw},
    {"os.path.abspath", text | raw},
    {"os.path.realpath", text | raw},
    {"os.path.normpath", text | raw},
    {"os.path.expanduser", text | raw},
    {"os.path.expandvars", text | raw},
    {"os.path.relpath", text | raw},
    {"os.urandom", raw},
    {"time.time", real},
    {"time.perf_counter", real},
    {"time.monotonic", real},
    {"time.process_time", real},
    {"time.time_ns", whole},
    {"time.perf_counter_ns", whole},
    {"time.monotonic_ns", whole},
    {"time.strftime", text},
    {"time.sleep", nothing},
    {"json.dumps", text},
    {"json.dump", nothing},
    {"math.sqrt", real},
    {"math.sin", real},
    {"math.cos", real},
    {"math.tan", real},
    {"math.log", real},
    {"math.log2", real},
    {"math.log10", real},
    {"math.exp", real},
    {"math.pow", real},
    {"math.hypot", real},
    {"math.atan2", real},
    {"math.radians", real},
    {"math.degrees", real},
    {"math.fabs", real},
    {"math.fsum", real},
    {"math.gcd", whole},
    {"math.factorial", whole},
    {"math.comb", whole},
    {"math.isqrt", whole},
    {"math.isnan", flag},
    {"math.isinf", flag},
    {"math.isclose", flag},
    {"random.random", real},
    {"random.uniform", real},
    {"random.gauss", real},
    {"random.randint", whole},
    {"random.randrange", whole},
    {"random.sample", array},
    {"random.choices", array},
    {"random.shuffle", nothing},
    {"re.compile", object, "re.Pattern"},
    {"re.match", object | nothing, "re.Match"},
    {"re.search", object | nothing, "re.Match"},
    {"re.fullmatch", object | nothing, "re.Match"},
    {"re.findall", array},
    {"re.finditer", stream},
    {"re.split", array},
    {"re.sub", text | raw},
    {"re.escape", text | raw},
    {"shutil.which", text | nothing},
    {"subprocess.run", object, "subprocess.CompletedProcess"},
    {"subprocess.call", whole},
    {"subprocess.check_call", whole},
    {"subprocess.check_output", text | raw},
    {"glob.glob", array},
    {"glob.iglob", stream},
    {"tempfile.mkdtemp", text},
    {"tempfile.gettempdir", text},
    {"tempfile.mkstemp", record},
    {"textwrap.dedent", text},
    {"textwrap.indent", text},
    {"textwrap.fill", text},
    {"textwrap.wrap", array},
    {"string.capwords", text},
    {"uuid.uuid1", object, "uuid.UUID"},
    {"uuid.uuid4", object, "uuid.UUID"},
    {"uuid.uuid5", object, "uuid.UUID"},
    {"logging.getLogger", object, "logging.Logger"},
    {"datetime.datetime.now", object, "datetime.datetime"},
    {"datetime.datetime.utcnow", object, "datetime.datetime"},
    {"datetime.datetime.today", object, "datetime.datetime"},
    {"datetime.datetime.fromtimestamp", object, "datetime.datetime"},
    {"datetime.datetime.strptime", object, "datetime.datetime"},
    {"datetime.datetime.fromisoformat", object, "datetime.datetime"},
    {"datetime.datetime.combine", object, "datetime.datetime"},
    {"datetime.date.today", object, "datetime.date"},
    {"datetime.date.fromisoformat", object, "datetime.date"},
    {"pathlib.Path.cwd", object, "pathlib.Path"},
    {"pathlib.Path.home", object, "pathlib.Path"},
    {"collections.namedtuple", Type::class_},
    {"hashlib.md5", object, "hashlib.Hash"},
    {"hashlib.sha1", object, "hashlib.Hash"},
    {"hashlib.sha256", object, "hashlib.Hash"},
    {"hashlib.sha512", object, "hashlib.Hash"},
    {"base64.b64encode", raw},
    {"base64.b64decode", raw},
    {"urllib.parse.quote", text},
    {"urllib.parse.quote_plus", text},
    {"urllib.parse.unquote", text},
    {"urllib.parse.urlencode", text},
    {"struct.pack", raw},
    {"struct.unpack", record},
    {"struct.calcsize", whole},
    {"platform.system", text},
    {"platform.machine", text},
    {"platform.python_version", text},
    {"socket.gethostname", text},
    {"getpass.getuser", text},
    {"getpass.getpass", text},
    {"inspect.getsource", text},
    {"traceback.format_exc", text},
    {"pprint.pformat", text},
    {"html.escape", text},
    {"functools.partial", object, "functools.partial"},
    {"csv.reader", stream},
    {"dict.fromkeys", Type::dict},
    {"str.join", text},
    {"str.maketrans", Type::dict},
    {"bytes.fromhex", raw},
    {"int.from_bytes", whole},
    {"pickle.dumps", raw},
    {"pickle.dump", nothing},
    {"zlib.compress", raw},
    {"zlib.decompress", raw},
    {"zlib.crc32", whole},
    {"sys.getsizeof", whole},
    {"sys.getrecursionlimit", whole},
    {"sys.intern", text},
    {"dataclasses.asdict", Type::dict},
    {"dataclasses.astuple", record},
    {"dataclasses.fields", record},
    {"ast.dump", text},
    {"ast.unparse", text},
    {"difflib.unified_diff", stream},
    {"collections.defaultdict", object, "collections.defaultdict"},
    {"collections.deque", object, "collections.deque"},
    {"array.array", object, "array.array"},
    {"itertools.tee", record},
    {"secrets.token_hex", text},
    {"secrets.token_urlsafe", text},
    {"secrets.token_bytes", raw},
    {"unicodedata.normalize", text},
    {"locale.getpreferredencoding", text},
    {"heapq.nlargest", array},
    {"heapq.nsmallest", array},
    {"heapq.heapify", nothing},
    {"heapq.heappush", nothing},
    {"bisect.bisect", whole},
    {"bisect.bisect_left", whole},
    {"bisect.bisect_right", whole},
    {"bisect.insort", nothing},
    {"statistics.fmean", real},
    {"shlex.split", array},
    {"shlex.quote", text},
    {"shlex.join", text},
    {"keyword.iskeyword", flag},
    {"tomllib.loads", Type::dict},
    {"tomllib.load", Type::dict},
    {"fnmatch.fnmatch", flag},
    {"fnmatch.filter", array},
    {"asyncio.run", Type::unknown},
};

constexpr Row constants[] = {
    {"sys.argv", array},
    {"sys.path", array},
    {"sys.modules", Type::dict},
    {"sys.platform", text},
    {"sys.version", text},
    {"sys.executable", text},
    {"sys.prefix", text},
    {"sys.byteorder", text},
    {"sys.maxsize", whole},
    {"sys.maxunicode", whole},
    {"os.sep", text},
    {"os.linesep", text},
    {"os.pathsep", text},
    {"os.curdir", text},
    {"os.name", text},
    {"os.devnull", text},
    {"os.path.sep", text},
    {"os.environ", object, "os._Environ"},
    {"math.pi", real},
    {"math.e", real},
    {"math.inf", real},
    {"math.nan", real},
    {"math.tau", real},
    {"string.ascii_letters", text},
    {"string.ascii_lowercase", text},
    {"string.ascii_uppercase", text},
    {"string.digits", text},
    {"string.hexdigits", text},
    {"string.punctuation", text},
    {"string.printable", text},
    {"string.whitespace", text},
    {"subprocess.PIPE", whole},
    {"typing.TYPE_CHECKING", flag},
    {"datetime.timezone.utc", object, "datetime.timezone"},
    {"datetime.UTC", object, "datetime.timezone"},
    {"__debug__", flag},
};

// Methods of str; bytes has the same, with bytes in the place of text.
constexpr Row text_methods[] = {
    {"capitalize", text}, {"casefold", text},     {"center", text},      {"count", whole},       {"encode", raw},
    {"endswith", flag},   {"expandtabs", text},   {"find", whole},       {"format", text},       {"format_map", text},
    {"index", whole},     {"isalnum", flag},      {"isalpha", flag},     {"isascii", flag},      {"isdecimal", flag},
    {"isdigit", flag},    {"isidentifier", flag}, {"islower", flag},     {"isnumeric", flag},    {"isprintable", flag},
    {"isspace", flag},    {"istitle", flag},      {"isupper", flag},     {"join", text},         {"ljust", text},
    {"lower", text},      {"lstrip", text},       {"partition", record}, {"removeprefix", text}, {"removesuffix", text},
    {"replace", text},    {"rfind", whole},       {"rindex", whole},     {"rjust", text},        {"rpartition", record},
    {"rsplit", array},    {"rstrip", text},       {"split", array},      {"splitlines", array},  {"startswith", flag},
    {"strip", text},      {"swapcase", text},     {"title", text},       {"translate", text},    {"upper", text},
    {"zfill", text},
};
constexpr Row list_methods[] = {{"append", nothing}, {"extend", nothing}, {"insert", nothing},  {"remove", nothing},
                                {"clear", nothing},  {"sort", nothing},   {"reverse", nothing}, {"copy", array},
                                {"count", whole},    {"index", whole}};
constexpr Row dict_methods[] = {{"keys", object, "dict_keys"},
                                {"values", object, "dict_values"},
                                {"items", object, "dict_items"},
                                {"copy", Type::dict},
                                {"update", nothing},
                                {"clear", nothing},
                                {"popitem", record}};
constexpr Row set_methods[] = {{"add", nothing},
                               {"discard", nothing},
                               {"remove", nothing},
                               {"clear", nothing},
                               {"update", nothing},
                               {"issubset", flag},
                               {"issuperset", flag},
                               {"isdisjoint", flag},
                               {"difference_update", nothing},
                               {"intersection_update", nothing},
                               {"symmetric_difference_update", nothing}};
constexpr std::string_view set_makers[] = {"copy", "union", "intersection", "difference", "symmetric_difference"};
constexpr Row number_methods[] = {{"bit_length", whole}, {"bit_count", whole}, {"to_bytes", raw},
                                  {"is_integer", flag},  {"hex", text},        {"as_integer_ratio", record}};

// Methods of library classes, as "class.method".
constexpr Row instance_methods[] = {
    {"pathlib.Path.read_text", text},
    {"pathlib.Path.read_bytes", raw},
    {"pathlib.Path.write_text", whole},
    {"pathlib.Path.exists", flag},
    {"pathlib.Path.is_file", flag},
    {"pathlib.Path.is_dir", flag},
    {"pathlib.Path.is_absolute", flag},
    {"pathlib.Path.resolve", object, "pathlib.Path"},
    {"pathlib.Path.absolute", object, "pathlib.Path"},
    {"pathlib.Path.joinpath", object, "pathlib.Path"},
    {"pathlib.Path.with_suffix", object, "pathlib.Path"},
    {"pathlib.Path.with_name", object, "pathlib.Path"},
    {"pathlib.Path.expanduser", object, "pathlib.Path"},
    {"pathlib.Path.relative_to", object, "pathlib.Path"},
    {"pathlib.Path.as_posix", text},
    {"pathlib.Path.mkdir", nothing},
    {"pathlib.Path.unlink", nothing},
    {"pathlib.Path.iterdir", stream},
    {"pathlib.Path.glob", stream},
    {"pathlib.Path.rglob", stream},
    {"re.Pattern.match", object | nothing, "re.Match"},
    {"re.Pattern.search", object | nothing, "re.Match"},
    {"re.Pattern.fullmatch", object | nothing, "re.Match"},
    {"re.Pattern.findall", array},
    {"re.Pattern.finditer", stream},
    {"re.Pattern.split", array},
    {"re.Pattern.sub", text | raw},
    {"re.Match.groups", record},
    {"re.Match.groupdict", Type::dict},
    {"re.Match.start", whole},
    {"re.Match.end", whole},
    {"re.Match.span", record},
    {"datetime.datetime.isoformat", text},
    {"datetime.datetime.strftime", text},
    {"datetime.datetime.timestamp", real},
    {"datetime.datetime.date", object, "datetime.date"},
    {"datetime.datetime.time", object, "datetime.time"},
    {"datetime.datetime.replace", object, "datetime.datetime"},
    {"datetime.datetime.astimezone", object, "datetime.datetime"},
    {"datetime.date.isoformat", text},
    {"datetime.date.strftime", text},
    {"datetime.timedelta.total_seconds", real},
    {"io.TextIOWrapper.read", text},
    {"io.TextIOWrapper.readline", text},
    {"io.TextIOWrapper.readlines", array},
    {"io.TextIOWrapper.write", whole},
    {"io.TextIOWrapper.close", nothing},
    {"io.BufferedReader.read", raw},
    {"io.BufferedReader.readline", raw},
    {"io.BufferedReader.readlines", array},
    {"io.BufferedReader.close", nothing},
    {"hashlib.Hash.hexdigest", text},
    {"hashlib.Hash.digest", raw},
    {"hashlib.Hash.update", nothing},
    {"collections.Counter.most_common", array},
    {"collections.deque.append", nothing},
    {"collections.deque.appendleft", nothing},
    {"io.StringIO.getvalue", text},
    {"io.BytesIO.getvalue", raw},
    {"threading.Thread.start", nothing},
    {"threading.Thread.join", nothing},
    {"logging.Logger.info", nothing},
    {"logging.Logger.debug", nothing},
    {"logging.Logger.warning", nothing},
    {"logging.Logger.error", nothing},
    {"logging.Logger.exception", nothing},
};

bool capitalized(std::string_view name) {
    bool upper = !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
    return upper && std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string_view last_part(std::string_view qualified) {
    return qualified.substr(qualified.rfind('.') + 1);
}

// typing.List and its like are the builtin classes.
std::string_view builtin_alias(std::string_view qualified) {
    constexpr std::pair<std::string_view, std::string_view> aliases[] = {
        {"typing.List", "list"},
        {"typing.Dict", "dict"},
        {"typing.Set", "set"},
        {"typing.FrozenSet", "frozenset"},
        {"typing.Tuple", "tuple"},
        {"typing.Text", "str"},
        {"typing.Type", "type"},
        {"typing.DefaultDict", "collections.defaultdict"},
        {"typing.OrderedDict", "collections.OrderedDict"},
        {"typing.Counter", "collections.Counter"},
        {"typing.Deque", "collections.deque"},
        {"typing.Pattern", "re.Pattern"},
        {"typing.Match", "re.Match"}};
    for (const auto& [alias, name] : aliases)
        if (alias == qualified) return name;
    return qualified;
}

// Lower-case classes of the library.
constexpr std::string_view small_classes[] = {
    "array.array",           "collections.defaultdict", "collections.deque",      "datetime.date",
    "datetime.datetime",     "datetime.time",           "datetime.timedelta",     "datetime.timezone",
    "datetime.tzinfo",       "functools.partial",       "socket.socket",          "itertools.chain",
    "itertools.count",       "itertools.cycle",         "itertools.islice",       "itertools.product",
    "itertools.repeat",      "itertools.groupby",       "itertools.permutations", "itertools.combinations",
    "itertools.accumulate",  "itertools.starmap",       "itertools.takewhile",    "itertools.dropwhile",
    "itertools.zip_longest", "itertools.filterfalse",   "itertools.pairwise",     "itertools.batched",
    "itertools.compress"};

}  // namespace

bool is_class_name(std::string_view qualified) {
    qualified = builtin_alias(qualified);
    if (row_of(classes, qualified) || std::ranges::find(other_classes, qualified) != std::end(other_classes))
        return true;
    if (qualified.find('.') == std::string_view::npos) return !builtin_exception_base(qualified).empty();
    if (std::ranges::find(small_classes, qualified) != std::end(small_classes)) return true;
    // By the library's custom a capital letter is a class; `typing` and `enum` have other things under such names.
    for (std::string_view special : {"typing.", "typing_extensions.", "enum.", "ctypes.", "unittest.mock.", "types.",
                                     "collections.abc.", "__future__."})
        if (qualified.starts_with(special)) return false;
    return is_stdlib_module(qualified, {3, 10}) && capitalized(last_part(qualified)) &&
           !capitalized(qualified.substr(0, qualified.find('.')));
}

Type instances_of_class(std::string_view qualified) {
    qualified = builtin_alias(qualified);
    if (const Row* row = row_of(classes, qualified)) return type_of(row);
    if (qualified.starts_with("itertools.") && is_class_name(qualified)) return only_of(Type::generator);
    return is_class_name(qualified) ? instance_of(qualified) : Type{};
}

Type call_result(std::string_view qualified) {
    if (const Row* row = row_of(functions, qualified)) return type_of(row);
    if (qualified == "type" || qualified == "reversed") return qualified == "type" ? Type{} : only_of(Type::generator);
    return instances_of_class(qualified);
}

Type constant_result(std::string_view qualified) {
    return type_of(row_of(constants, qualified));
}

Type method_result(const Type& receiver, std::string_view method) {
    if (receiver.only(Type::str)) return type_of(row_of(text_methods, method));
    if (receiver.only(Type::bytes)) {
        if (method == "decode" || method == "hex") return only_of(Type::str);
        Type t = type_of(row_of(text_methods, method));
        return t.bits == Type::str ? only_of(Type::bytes) : method == "encode" ? Type{} : t;
    }
    if (receiver.only(Type::list)) return type_of(row_of(list_methods, method));
    if (receiver.only(Type::dict)) return type_of(row_of(dict_methods, method));
    if (receiver.only(Type::set) || receiver.only(Type::frozenset)) {
        if (std::ranges::find(set_makers, method) != std::end(set_makers)) return only_of(receiver.bits);
        return type_of(row_of(set_methods, method));
    }
    if (receiver.only(Type::tuple | Type::range) && (method == "count" || method == "index"))
        return only_of(Type::int_);
    if (receiver.only(number_types)) return type_of(row_of(number_methods, method));
    if (receiver.bits == Type::instance && !receiver.qualified.empty())
        return type_of(row_of(instance_methods, receiver.qualified + "." + std::string(method)));
    return {};
}

}  // namespace zen
