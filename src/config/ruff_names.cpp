#include "config/ruff_names.h"

#include <algorithm>
#include <string>

#include "config/ruff_codes.h"

namespace zen {
namespace {

struct LinterNames {
    std::string_view letters, names;  // of one linter, in the order of its codes in ruff_codes.cpp
};

// clang-format off
constexpr LinterNames all_names[] = {
    {"A",
     "builtin-variable-shadowing builtin-argument-shadowing builtin-attribute-shadowing builtin-import-shadowing "
     "stdlib-module-shadowing builtin-lambda-argument-shadowing"},
    {"AIR",
     "airflow-variable-name-task-id-mismatch airflow-dag-no-schedule-argument airflow-variable-get-outside-task "
     "airflow-task-branch-as-short-circuit airflow-xcom-pull-in-template-string airflow-task-implicit-multiple-outputs "
     "airflow3-removal airflow3-moved-to-provider airflow3-incompatible-function-signature airflow3-dag-dynamic-value "
     "airflow3-suggested-update airflow3-suggested-to-move-to-provider airflow31-moved"},
    {"ANN",
     "missing-type-function-argument missing-type-args missing-type-kwargs missing-type-self missing-type-cls "
     "missing-return-type-public-function missing-return-type-private-function missing-return-type-special-method "
     "missing-return-type-static-method missing-return-type-class-method any-type"},
    {"ARG",
     "unused-function-argument unused-method-argument unused-class-method-argument unused-static-method-argument "
     "unused-lambda-argument"},
    {"ASYNC",
     "cancel-scope-no-checkpoint trio-sync-call async-function-with-timeout async-busy-wait async-zero-sleep "
     "long-sleep-not-forever yield-in-context-manager-in-async-generator blocking-http-call-in-async-function "
     "blocking-http-call-httpx-in-async-function create-subprocess-in-async-function run-process-in-async-function "
     "wait-for-process-in-async-function blocking-open-call-in-async-function blocking-path-method-in-async-function "
     "blocking-input-in-async-function blocking-sleep-in-async-function pytest-raises-exception-group"},
    {"B",
     "unary-prefix-increment-decrement assignment-to-os-environ unreliable-callable-check strip-with-multi-characters "
     "mutable-argument-default unused-loop-control-variable function-call-in-default-argument get-attr-with-constant "
     "set-attr-with-constant assert-false jump-statement-in-finally redundant-tuple-in-exception-handler "
     "duplicate-handler-exception useless-comparison raise-literal assert-raises-exception useless-expression "
     "cached-instance-method loop-variable-overrides-iterator f-string-docstring useless-contextlib-suppress "
     "function-uses-loop-variable abstract-base-class-without-abstract-method duplicate-try-block-exception "
     "star-arg-unpacking-after-keyword-arg empty-method-without-abstract-decorator no-explicit-stacklevel "
     "except-with-empty-tuple except-with-non-exception-classes reuse-of-groupby-generator "
     "unintentional-type-annotation duplicate-value re-sub-positional-args static-key-dict-comprehension "
     "mutable-contextvar-default del-attr-with-constant return-in-generator class-as-data-structure "
     "raise-without-from-inside-except zip-without-explicit-strict loop-iterator-mutation "
     "batched-without-explicit-strict map-without-explicit-strict"},
    {"BLE",
     "blind-except"},
    {"C",
     "unnecessary-generator-list unnecessary-generator-set unnecessary-generator-dict "
     "unnecessary-list-comprehension-set unnecessary-list-comprehension-dict unnecessary-literal-set "
     "unnecessary-literal-dict unnecessary-collection-call unnecessary-literal-within-tuple-call "
     "unnecessary-literal-within-list-call unnecessary-list-call unnecessary-call-around-sorted "
     "unnecessary-double-cast-or-process unnecessary-subscript-reversal unnecessary-comprehension unnecessary-map "
     "unnecessary-literal-within-dict-call unnecessary-comprehension-in-call "
     "unnecessary-dict-comprehension-for-iterable complex-structure"},
    {"COM",
     "missing-trailing-comma trailing-comma-on-bare-tuple prohibited-trailing-comma"},
    {"CPY",
     "missing-copyright-notice"},
    {"D",
     "undocumented-public-module undocumented-public-class undocumented-public-method undocumented-public-function "
     "undocumented-public-package undocumented-magic-method undocumented-public-nested-class undocumented-public-init "
     "unnecessary-multiline-docstring blank-line-before-function blank-line-after-function "
     "incorrect-blank-line-before-class incorrect-blank-line-after-class missing-blank-line-after-summary "
     "docstring-tab-indentation under-indentation over-indentation new-line-after-last-paragraph "
     "surrounding-whitespace blank-line-before-class multi-line-summary-first-line multi-line-summary-second-line "
     "overindented-section overindented-section-underline triple-single-quotes escape-sequence-in-docstring "
     "missing-trailing-period non-imperative-mood signature-in-docstring first-word-uncapitalized "
     "docstring-starts-with-this non-capitalized-section-name missing-new-line-after-section-name "
     "missing-dashed-underline-after-section missing-section-underline-after-name mismatched-section-underline-length "
     "no-blank-line-after-section no-blank-line-before-section blank-lines-between-header-and-content "
     "missing-blank-line-after-last-section empty-docstring-section missing-terminal-punctuation "
     "missing-section-name-colon undocumented-param overload-with-docstring empty-docstring incorrect-section-order "
     "property-docstring-starts-with-verb"},
    {"DJ",
     "django-nullable-model-string-field django-locals-in-render-function django-exclude-with-model-form "
     "django-all-with-model-form django-model-without-dunder-str django-unordered-body-content-in-model "
     "django-non-leading-receiver-decorator"},
    {"DOC",
     "docstring-extraneous-parameter docstring-missing-returns docstring-extraneous-returns docstring-missing-yields "
     "docstring-extraneous-yields docstring-missing-exception docstring-extraneous-exception"},
    {"DTZ",
     "call-datetime-without-tzinfo call-datetime-today call-datetime-utcnow call-datetime-utcfromtimestamp "
     "call-datetime-now-without-tzinfo call-datetime-fromtimestamp call-datetime-strptime-without-zone call-date-today "
     "call-date-fromtimestamp datetime-min-max"},
    {"E",
     "mixed-spaces-and-tabs indentation-with-invalid-multiple no-indented-block unexpected-indentation "
     "indentation-with-invalid-multiple-comment no-indented-block-comment unexpected-indentation-comment over-indented "
     "whitespace-after-open-bracket whitespace-before-close-bracket whitespace-before-punctuation "
     "whitespace-after-decorator whitespace-before-parameters multiple-spaces-before-operator "
     "multiple-spaces-after-operator tab-before-operator tab-after-operator missing-whitespace-around-operator "
     "missing-whitespace-around-arithmetic-operator missing-whitespace-around-bitwise-or-shift-operator "
     "missing-whitespace-around-modulo-operator missing-whitespace multiple-spaces-after-comma tab-after-comma "
     "unexpected-spaces-around-keyword-parameter-equals missing-whitespace-around-parameter-equals "
     "too-few-spaces-before-inline-comment no-space-after-inline-comment no-space-after-block-comment "
     "multiple-leading-hashes-for-block-comment multiple-spaces-after-keyword multiple-spaces-before-keyword "
     "tab-after-keyword tab-before-keyword missing-whitespace-after-keyword blank-line-between-methods "
     "blank-lines-top-level too-many-blank-lines blank-line-after-decorator blank-lines-after-function-or-class "
     "blank-lines-before-nested-definition multiple-imports-on-one-line module-import-not-at-top-of-file line-too-long "
     "redundant-backslash multiple-statements-on-one-line-colon multiple-statements-on-one-line-semicolon "
     "useless-semicolon none-comparison true-false-comparison not-in-test not-is-test type-comparison bare-except "
     "lambda-assignment ambiguous-variable-name ambiguous-class-name ambiguous-function-name io-error syntax-error"},
    {"EM",
     "raw-string-in-exception f-string-in-exception dot-format-in-exception"},
    {"ERA",
     "commented-out-code"},
    {"EXE",
     "shebang-not-executable shebang-missing-executable-file shebang-missing-python shebang-leading-whitespace "
     "shebang-not-first-line"},
    {"F",
     "unused-import import-shadowed-by-loop-var undefined-local-with-import-star late-future-import "
     "undefined-local-with-import-star-usage undefined-local-with-nested-import-star-usage future-feature-not-defined "
     "percent-format-invalid-format percent-format-expected-mapping percent-format-expected-sequence "
     "percent-format-extra-named-arguments percent-format-missing-argument percent-format-mixed-positional-and-named "
     "percent-format-positional-count-mismatch percent-format-star-requires-sequence "
     "percent-format-unsupported-format-character string-dot-format-invalid-format "
     "string-dot-format-extra-named-arguments string-dot-format-extra-positional-arguments "
     "string-dot-format-missing-arguments string-dot-format-mixing-automatic f-string-missing-placeholders "
     "multi-value-repeated-key-literal multi-value-repeated-key-variable expressions-in-star-assignment "
     "multiple-starred-expressions assert-tuple is-literal invalid-print-syntax if-tuple break-outside-loop "
     "continue-outside-loop yield-outside-function return-outside-function default-except-not-last "
     "forward-annotation-syntax-error redefined-while-unused undefined-name undefined-export undefined-local "
     "unused-variable unused-annotation raise-not-implemented"},
    {"FA",
     "future-rewritable-type-annotation future-required-type-annotation"},
    {"FAST",
     "fast-api-redundant-response-model fast-api-non-annotated-dependency fast-api-unused-path-parameter"},
    {"FBT",
     "boolean-type-hint-positional-argument boolean-default-value-positional-argument boolean-positional-value-in-call"},
    {"FIX",
     "line-contains-fixme line-contains-todo line-contains-xxx line-contains-hack"},
    {"FLY",
     "static-join-to-f-string"},
    {"FURB",
     "read-whole-file write-whole-file print-empty-string if-exp-instead-of-or-operator repeated-append "
     "f-string-number-format reimplemented-operator for-loop-writes readlines-in-for delete-full-slice "
     "check-and-remove-from-set if-expr-min-max reimplemented-starmap for-loop-set-mutations slice-copy "
     "unnecessary-enumerate math-constant repeated-global hardcoded-string-charset verbose-decimal-constructor "
     "bit-count fromisoformat-replace-z redundant-log-base unnecessary-from-float int-on-sliced-str regex-flag-alias "
     "isinstance-type-none type-none-comparison single-item-membership-test implicit-cwd meta-class-abc-meta "
     "hashlib-digest-hex list-reverse-copy slice-to-remove-prefix-or-suffix subclass-builtin sorted-min-max"},
    {"G",
     "logging-string-format logging-percent-format logging-string-concat logging-f-string logging-warn "
     "logging-extra-attr-clash logging-exc-info logging-redundant-exc-info"},
    {"I",
     "unsorted-imports missing-required-import"},
    {"ICN",
     "unconventional-import-alias banned-import-alias banned-import-from"},
    {"INP",
     "implicit-namespace-package"},
    {"INT",
     "f-string-in-get-text-func-call format-in-get-text-func-call printf-in-get-text-func-call"},
    {"ISC",
     "single-line-implicit-string-concatenation multi-line-implicit-string-concatenation explicit-string-concatenation "
     "implicit-string-concatenation-in-collection-literal"},
    {"LOG",
     "direct-logger-instantiation invalid-get-logger-argument log-exception-outside-except-handler "
     "exception-without-exc-info undocumented-warn exc-info-outside-except-handler root-logger-call"},
    {"N",
     "invalid-class-name invalid-function-name invalid-argument-name invalid-first-argument-name-for-class-method "
     "invalid-first-argument-name-for-method non-lowercase-variable-in-function dunder-function-name "
     "constant-imported-as-non-constant lowercase-imported-as-non-lowercase camelcase-imported-as-lowercase "
     "camelcase-imported-as-constant mixed-case-variable-in-class-scope mixed-case-variable-in-global-scope "
     "camelcase-imported-as-acronym error-suffix-on-exception-name invalid-module-name"},
    {"NPY",
     "numpy-deprecated-type-alias numpy-legacy-random numpy-deprecated-function numpy2-deprecation"},
    {"PD",
     "pandas-use-of-inplace-argument pandas-use-of-dot-is-null pandas-use-of-dot-not-null pandas-use-of-dot-ix "
     "pandas-use-of-dot-at pandas-use-of-dot-iat pandas-use-of-dot-pivot-or-unstack pandas-use-of-dot-values "
     "pandas-use-of-dot-read-table pandas-use-of-dot-stack pandas-use-of-pd-merge pandas-nunique-constant-series-check "
     "pandas-df-variable-name"},
    {"PERF",
     "unnecessary-list-cast incorrect-dict-iterator try-except-in-loop manual-list-comprehension manual-list-copy "
     "manual-dict-comprehension"},
    {"PGH",
     "eval deprecated-log-warn blanket-type-ignore blanket-noqa invalid-mock-access"},
    {"PIE",
     "unnecessary-placeholder duplicate-class-field-definition non-unique-enums unnecessary-spread "
     "unnecessary-dict-kwargs reimplemented-container-builtin unnecessary-range-start multiple-starts-ends-with"},
    {"PLC",
     "type-name-incorrect-variance type-bivariance type-param-name-mismatch single-string-slots "
     "dict-index-missing-items missing-maxsplit-arg iteration-over-set useless-import-alias import-outside-top-level "
     "len-test compare-to-empty-string non-ascii-name non-ascii-import-name import-private-name "
     "unnecessary-dunder-call unnecessary-direct-lambda-call"},
    {"PLE",
     "yield-in-init return-in-init nonlocal-and-global continue-in-finally nonlocal-without-binding "
     "load-before-global-declaration no-method-argument non-slot-assignment duplicate-bases "
     "unexpected-special-method-signature invalid-length-return-type invalid-bool-return-type "
     "invalid-index-return-type invalid-str-return-type invalid-bytes-return-type invalid-hash-return-type "
     "invalid-all-object invalid-all-format potential-index-error misplaced-bare-raise repeated-keyword-argument "
     "dict-iter-missing-items await-outside-async logging-too-many-args logging-too-few-args "
     "bad-string-format-character bad-string-format-type bad-str-strip-call invalid-envvar-value singledispatch-method "
     "singledispatchmethod-function yield-from-in-async-function bidirectional-unicode invalid-character-backspace "
     "invalid-character-sub invalid-character-esc invalid-character-nul invalid-character-zero-width-space "
     "modified-iterating-set"},
    {"PLR",
     "comparison-with-itself comparison-of-constant no-classmethod-decorator no-staticmethod-decorator "
     "property-with-parameters manual-from-import too-many-public-methods too-many-return-statements too-many-branches "
     "too-many-arguments too-many-locals too-many-statements too-many-boolean-expressions "
     "too-many-positional-arguments repeated-isinstance-calls too-many-nested-blocks redefined-argument-from-local "
     "and-or-ternary stop-iteration-return useless-return swap-with-temporary-variable repeated-equality-comparison "
     "boolean-chained-comparison sys-exit-alias if-stmt-min-max unnecessary-dict-index-lookup "
     "unnecessary-list-index-lookup magic-value-comparison empty-comment collapsible-else-if non-augmented-assignment "
     "literal-membership no-self-use"},
    {"PLW",
     "unnecessary-lambda useless-else-on-loop self-assigning-variable redeclared-assigned-name "
     "assert-on-string-literal named-expr-without-context useless-exception-statement nan-comparison "
     "bad-staticmethod-argument redefined-slots-in-subclass super-without-brackets import-self "
     "global-variable-not-assigned global-statement global-at-module-level self-or-cls-assignment binary-op-exception "
     "too-many-statements-in-try-clause bad-open-mode shallow-copy-environ invalid-envvar-default "
     "subprocess-popen-preexec-fn subprocess-run-without-check unspecified-encoding eq-without-hash useless-with-lock "
     "redefined-loop-name bad-dunder-method-name nested-min-max"},
    {"PT",
     "pytest-fixture-incorrect-parentheses-style pytest-fixture-positional-args pytest-extraneous-scope-function "
     "pytest-missing-fixture-name-underscore pytest-incorrect-fixture-name-underscore "
     "pytest-parametrize-names-wrong-type pytest-parametrize-values-wrong-type pytest-patch-with-lambda "
     "pytest-unittest-assertion pytest-raises-without-exception pytest-raises-too-broad "
     "pytest-raises-with-multiple-statements pytest-incorrect-pytest-import pytest-duplicate-parametrize-test-cases "
     "pytest-assert-always-false pytest-fail-without-message pytest-assert-in-except pytest-composite-assertion "
     "pytest-fixture-param-without-value pytest-deprecated-yield-fixture pytest-fixture-finalizer-callback "
     "pytest-useless-yield-fixture pytest-incorrect-mark-parentheses-style pytest-unnecessary-asyncio-mark-on-fixture "
     "pytest-erroneous-use-fixtures-on-fixture pytest-use-fixtures-without-parameters pytest-unittest-raises-assertion "
     "pytest-parameter-with-default-argument pytest-warns-without-warning pytest-warns-too-broad "
     "pytest-warns-with-multiple-statements"},
    {"PTH",
     "os-path-abspath os-chmod os-mkdir os-makedirs os-rename os-replace os-rmdir os-remove os-unlink os-getcwd "
     "os-path-exists os-path-expanduser os-path-isdir os-path-isfile os-path-islink os-readlink os-stat os-path-isabs "
     "os-path-join os-path-basename os-path-dirname os-path-samefile os-path-splitext builtin-open py-path "
     "path-constructor-current-directory os-path-getsize os-path-getatime os-path-getmtime os-path-getctime "
     "os-sep-split glob os-listdir invalid-pathlib-with-suffix os-symlink"},
    {"PYI",
     "unprefixed-type-param complex-if-statement-in-stub unrecognized-version-info-check patch-version-comparison "
     "wrong-tuple-length-version-comparison bad-version-info-comparison unrecognized-platform-check "
     "unrecognized-platform-name pass-statement-stub-body non-empty-stub-body typed-argument-default-in-stub "
     "pass-in-class-body ellipsis-in-non-empty-class-body argument-default-in-stub assignment-default-in-stub "
     "duplicate-union-member complex-assignment-in-stub unused-private-type-var custom-type-var-for-self "
     "quoted-annotation-in-stub docstring-in-stub collections-named-tuple unaliased-collections-abc-set-import "
     "type-alias-without-annotation str-or-repr-defined-in-stub unnecessary-literal-union any-eq-ne-annotation "
     "legacy-type-comment non-self-return-type unassigned-special-variable-in-stub bad-exit-annotation "
     "redundant-numeric-union snake-case-type-alias t-suffixed-type-alias future-annotations-in-stub "
     "iter-method-return-iterable unused-private-protocol unused-private-type-alias stub-body-multiple-statements "
     "unused-private-typed-dict no-return-argument-annotation-in-stub redundant-literal-union "
     "unannotated-assignment-in-stub string-or-bytes-too-long numeric-literal-too-long unnecessary-type-union "
     "unsupported-method-call-on-all byte-string-usage generator-return-from-iter-method generic-not-last-base-class "
     "redundant-none-literal duplicate-literal-member pep484-style-positional-only-parameter redundant-final-literal "
     "bad-version-info-order"},
    {"Q",
     "bad-quotes-inline-string bad-quotes-multiline-string bad-quotes-docstring avoidable-escaped-quote "
     "unnecessary-escaped-quote"},
    {"RET",
     "unnecessary-return-none implicit-return-value implicit-return unnecessary-assign superfluous-else-return "
     "superfluous-else-raise superfluous-else-continue superfluous-else-break"},
    {"RSE",
     "unnecessary-paren-on-raise-exception"},
    {"RUF",
     "ambiguous-unicode-character-string ambiguous-unicode-character-docstring ambiguous-unicode-character-comment "
     "collection-literal-concatenation asyncio-dangling-task zip-instead-of-pairwise mutable-dataclass-default "
     "function-call-in-dataclass-default-argument explicit-f-string-type-conversion ruff-static-key-dict-comprehension "
     "mutable-class-default implicit-optional unnecessary-iterable-allocation-for-first-element invalid-index-type "
     "quadratic-list-summation assignment-in-assert unnecessary-key-check never-union parenthesize-chained-operators "
     "unsorted-dunder-all unsorted-dunder-slots mutable-fromkeys-value default-factory-kwarg missing-f-string-syntax "
     "invalid-formatter-suppression-comment unused-async assert-with-print-message "
     "incorrectly-parenthesized-tuple-in-subscript decimal-from-float-literal post-init-default useless-if-else "
     "ruff-unsafe-markup-use none-not-at-end-of-union unnecessary-empty-iterable-within-deque-call "
     "redundant-bool-literal unraw-re-pattern invalid-assert-message-literal-argument unnecessary-nested-literal "
     "pytest-raises-ambiguous-pattern implicit-class-var-in-dataclass unnecessary-cast-to-int needless-else "
     "map-int-version-parsing dataclass-enum unnecessary-if if-key-in-dict-del used-dummy-variable "
     "class-with-mixed-type-vars indented-form-feed unnecessary-regular-expression falsy-dict-get-fallback "
     "unnecessary-round starmap-zip unused-unpacked-variable in-empty-collection legacy-form-pytest-raises "
     "access-annotations-from-class-dict non-octal-permissions logging-eager-conversion property-without-return "
     "non-empty-init-module duplicate-entry-in-dunder-all float-equality-comparison unnecessary-assign-before-yield "
     "os-path-commonprefix useless-finally f-string-percent-format incorrect-decorator-order fallible-context-manager "
     "method-receiver-default unused-noqa redirected-noqa invalid-rule-code invalid-suppression-comment "
     "unmatched-suppression-comment noqa-comments rule-codes-in-suppression-comments invalid-pyproject-toml "
     "rule-codes-in-selectors renamed-rule"},
    {"S",
     "assert exec-builtin bad-file-permissions hardcoded-bind-all-interfaces hardcoded-password-string "
     "hardcoded-password-func-arg hardcoded-password-default hardcoded-temp-file try-except-pass try-except-continue "
     "request-without-timeout flask-debug-true tarfile-unsafe-members suspicious-pickle-usage suspicious-marshal-usage "
     "suspicious-insecure-hash-usage suspicious-insecure-cipher-usage suspicious-insecure-cipher-mode-usage "
     "suspicious-mktemp-usage suspicious-eval-usage suspicious-mark-safe-usage suspicious-url-open-usage "
     "suspicious-non-cryptographic-random-usage suspicious-telnet-usage suspicious-xmlc-element-tree-usage "
     "suspicious-xml-element-tree-usage suspicious-xml-expat-reader-usage suspicious-xml-expat-builder-usage "
     "suspicious-xml-sax-usage suspicious-xml-mini-dom-usage suspicious-xml-pull-dom-usage suspicious-xmle-tree-usage "
     "suspicious-ftp-lib-usage suspicious-unverified-context-usage hashlib-insecure-hash-function "
     "suspicious-telnetlib-import suspicious-ftplib-import suspicious-pickle-import suspicious-subprocess-import "
     "suspicious-xml-etree-import suspicious-xml-sax-import suspicious-xml-expat-import suspicious-xml-minidom-import "
     "suspicious-xml-pulldom-import suspicious-lxml-import suspicious-xmlrpc-import suspicious-httpoxy-import "
     "suspicious-pycrypto-import suspicious-pyghmi-import request-with-no-cert-validation ssl-insecure-version "
     "ssl-with-bad-defaults ssl-with-no-version weak-cryptographic-key unsafe-yaml-load ssh-no-host-key-verification "
     "snmp-insecure-version snmp-weak-cryptography paramiko-call subprocess-popen-with-shell-equals-true "
     "subprocess-without-shell-equals-true call-with-shell-equals-true start-process-with-a-shell "
     "start-process-with-no-shell start-process-with-partial-path hardcoded-sql-expression "
     "unix-command-wildcard-injection django-extra django-raw-sql logging-config-insecure-listen "
     "jinja2-autoescape-false mako-templates unsafe-markup-use"},
    {"SIM",
     "duplicate-isinstance-call collapsible-if needless-bool suppressible-exception return-in-try-except-finally "
     "if-else-block-instead-of-if-exp compare-with-tuple reimplemented-builtin uncapitalized-environment-variables "
     "enumerate-for-loop if-with-same-arms open-file-with-context-handler if-else-block-instead-of-dict-lookup "
     "multiple-with-statements in-dict-keys negate-equal-op negate-not-equal-op double-negation "
     "if-expr-with-true-false if-expr-with-false-true if-expr-with-twisted-arms expr-and-not-expr expr-or-not-expr "
     "expr-or-true expr-and-false yoda-conditions if-else-block-instead-of-dict-get split-static-string "
     "dict-get-with-none-default zip-dict-keys-and-values"},
    {"SLF",
     "private-member-access"},
    {"SLOT",
     "no-slots-in-str-subclass no-slots-in-tuple-subclass no-slots-in-namedtuple-subclass"},
    {"T",
     "debugger print p-print"},
    {"TC",
     "typing-only-first-party-import typing-only-third-party-import typing-only-standard-library-import "
     "runtime-import-in-type-checking-block empty-type-checking-block runtime-cast-value unquoted-type-alias "
     "quoted-type-alias runtime-string-union"},
    {"TD",
     "invalid-todo-tag missing-todo-author missing-todo-link missing-todo-colon missing-todo-description "
     "invalid-todo-capitalization missing-space-after-todo-colon"},
    {"TID",
     "banned-api relative-imports banned-module-level-imports lazy-import-mismatch lazy-import-immediately-resolved"},
    {"TRY",
     "raise-vanilla-class raise-vanilla-args type-check-without-type-error reraise-no-cause verbose-raise "
     "useless-try-except try-consider-else raise-within-try error-instead-of-exception verbose-log-message"},
    {"UP",
     "useless-metaclass-type type-of-primitive useless-object-inheritance deprecated-unittest-alias "
     "non-pep585-annotation non-pep604-annotation-union super-call-with-parameters utf8-encoding-declaration "
     "unnecessary-future-import lru-cache-without-parameters unnecessary-encode-utf8 "
     "convert-typed-dict-functional-to-class convert-named-tuple-functional-to-class redundant-open-modes "
     "datetime-timezone-utc native-literals typing-text-str-alias open-alias replace-universal-newlines "
     "replace-stdout-stderr deprecated-c-element-tree os-error-alias unicode-kind-prefix deprecated-mock-import "
     "unpacked-list-comprehension yield-in-for-loop unnecessary-builtin-import format-literals "
     "printf-string-formatting f-string lru-cache-with-maxsize-none extraneous-parentheses deprecated-import "
     "outdated-version-block quoted-annotation non-pep604-isinstance unnecessary-class-parentheses "
     "non-pep695-type-alias timeout-error-alias replace-str-enum unnecessary-default-type-args non-pep646-unpack "
     "non-pep604-annotation-optional non-pep695-generic-class non-pep695-generic-function while-one "
     "private-type-parameter useless-class-metaclass-type deprecated-abc-decorator context-manager-iterator"},
    {"W",
     "tab-indentation trailing-whitespace missing-newline-at-end-of-file blank-line-with-whitespace "
     "too-many-newlines-at-end-of-file doc-line-too-long invalid-escape-sequence"},
    {"YTT",
     "sys-version-slice3 sys-version2 sys-version-cmp-str3 sys-version-info0-eq3 six-py3 sys-version-info1-cmp-int "
     "sys-version-info-minor-cmp-int sys-version0 sys-version-cmp-str10 sys-version-slice1"},
};
// clang-format on

std::string_view take_word(std::string_view& words) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    return word;
}

// Calls `see` with each code's digits, in order: "101 103-105" are four.
template <class See>
void each_code(std::string_view list, See see) {
    while (!list.empty()) {
        const std::string_view item = take_word(list);
        const std::size_t dash = item.find('-');
        const std::string low(item.substr(0, dash)), high(dash == item.npos ? low : item.substr(dash + 1));
        for (int code = std::stoi(low); code <= std::stoi(high); ++code) {
            std::string digits = std::to_string(code);
            digits.insert(0, low.size() - std::min(low.size(), digits.size()), '0');
            if (!see(digits)) return;
        }
    }
}

}  // namespace

std::string ruff_code_named(std::string_view name) {
    if (name.empty() || name.find(' ') != name.npos) return {};
    for (const LinterNames& linter : all_names) {
        if (linter.names.find(name) == linter.names.npos) continue;
        std::string_view rest = linter.names;
        std::string out;
        each_code(ruff_linter(linter.letters)->rules, [&](const std::string& digits) {
            if (take_word(rest) == name) out = std::string(linter.letters) + digits;
            return out.empty() && !rest.empty();
        });
        if (!out.empty()) return out;
    }
    return {};
}

std::vector<std::string> with_ruff_codes(std::vector<std::string> words) {
    for (std::string& word : words)
        if (std::string code = ruff_code_named(word); !code.empty()) word = std::move(code);
    return words;
}

}  // namespace zen
