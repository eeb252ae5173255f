//! Checks of keys and values. The parser reports these findings, one node at a time.

rules! {
    ATTEMPTS_AND_RETRIES: Error = "attempts-and-retries" {
        what: "`attempts` and `retries` are both set",
        why: "`attempts` counts every request including the first, and `retries` counts only the repetitions: \
              `retries: 5` means six attempts. Use the one that the API's documentation uses.",
        example: r"
-retry: { attempts: 3, retries: 3 }
+retry: { retries: 3 }
",
    }
    BAD_CONTENT_TYPE: Error = "bad-content-type" {
        what: "a value is not a media type",
        why: "A media type is written as `type/subtype`, for example `application/json` or `application/problem+json`. \
              Leave out parameters such as `charset`: media types are compared without parameters and \
              case-insensitively.",
        example: r"
 bodies:
-  api: { when: { content_type: json }, fields: { message: /message } }
+  api: { when: { content_type: application/json }, fields: { message: /message } }
",
    }
    BAD_DURATION: Error = "bad-duration" {
        what: "a value is not a duration",
        why: "A duration is a number followed by a unit: `ns`, `us`, `ms`, `s`, `m`, `h` or `d`. The unit is required, \
              because APIs document delays in milliseconds, seconds and minutes alike. Decimal fractions such as \
              `1.5s` are exact.",
        example: r"
-retry: { deadline: 120 }
+retry: { deadline: 2m }
",
    }
    BAD_EDGE: Error = "bad-edge" {
        what: "a value is not an edge between states",
        why: "An edge is written as `FROM -> TO`. Either side can list several states separated by `|`. To add a \
              command or a basis, write a mapping and put the same text under `edge`.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-    edges: [NEW => DONE]
+    edges: [NEW -> DONE]
",
    }
    BAD_HEADER_NAME: Error = "bad-header-name" {
        what: "a value is not a header name",
        why: "A header name consists of letters, digits and a few punctuation characters such as the hyphen. It \
              contains no whitespace and no colon (RFC 9110, section 5.1). Case does not matter.",
        example: r#"
-headers: { request_id: "X-Request-Id:" }
+headers: { request_id: X-Request-Id }
"#,
    }
    BAD_NAME: Error = "bad-name" {
        what: "a name is not usable in generated code",
        why: "Names become modules, types, variants and functions, so they consist of letters, digits and underscores \
              and begin with a letter. The name of a spec is lowercase and has at most 100 characters, because it \
              becomes a module and a file name. Codes are not restricted: any text is allowed, and its generated name \
              is derived from it or set with `name`.",
        example: r"
 errspec: 1
-name: Auto Retouch
+name: auto_retouch
",
    }
    BAD_NUMBER: Error = "bad-number" {
        what: "a value is not a valid number",
        why: "Numbers are written in decimal digits. Codes in a catalog with `wire: integer` can also be hexadecimal, \
              with the prefix `0x`. Whitespace, underscores, a leading `+` and exponents are not accepted. If a number \
              has to be in a certain range, the finding says so.",
        example: r"
-retry: { attempts: three }
+retry: { attempts: 3 }
",
    }
    BAD_PATH: Error = "bad-path" {
        what: "a value is not a URL path",
        why: "A path begins with a slash, and its variable parts are in braces. It does not include the scheme or \
              host: the program that makes the calls chooses those.",
        example: r#"
 operations:
-  get_job: { method: GET, path: "https://api.example.com/jobs/:id" }
+  get_job: { method: GET, path: "/jobs/{id}" }
"#,
    }
    BAD_POINTER: Error = "bad-pointer" {
        what: "a value is not a JSON Pointer",
        why: "Places in a body are JSON Pointers (RFC 6901). Every step begins with a slash, as in `/error/code`, and \
              list items are addressed by index, as in `/errors/0`. Within a name, write `~` as `~0` and `/` as `~1`.",
        example: r"
 bodies:
-  api: { fields: { message: $.error.message } }
+  api: { fields: { message: /error/message } }
",
    }
    BAD_RANGE: Error = "bad-range" {
        what: "a range of codes is not two integers in ascending order",
        why: "A family of integer codes is defined by its first and last code, both inclusive. The smaller number \
              comes first, so for negative codes that is the one further from zero.",
        example: r"
 errors:
-  Code: { wire: integer, groups: { server: { range: [-32000, -32099] } } }
+  Code: { wire: integer, groups: { server: { range: [-32099, -32000] } } }
",
    }
    BAD_STATUS: Error = "bad-status" {
        what: "a value is not an HTTP status",
        why: "An HTTP status has three digits (RFC 9110, section 15). To cover several statuses, write a class such as \
              `5xx` or a range such as `500-599`.",
        example: r"
-statuses: { 50x: Down }
+statuses: { 5xx: { retry: transient } }
",
    }
    BAD_URL: Error = "bad-url" {
        what: "a value is not an absolute URL",
        why: "URLs become links in the generated documentation, so they must be absolute and begin with `https://` or \
              `http://`.",
        example: r#"
-statuses: { 404: { summary: There is none, docs: example.com/errors } }
+statuses: { 404: { summary: There is none, docs: "https://example.com/errors" } }
"#,
    }
    DUPLICATE_PLACE: Error = "duplicate-place" {
        what: "a list of places has the same place twice",
        why: "The places in a list are tried in order, and the first one that has a value counts. If a place had no value \
              the first time, it has none the second time. Header names are compared without regard to case.",
        example: r"
 bodies:
-  api: { fields: { message: [/message, /message] } }
+  api: { fields: { message: [/message, /error/message] } }
",
    }
    RESERVED_ACTION: Error = "reserved-action" {
        what: "a declared action is a word of the language, or one too many",
        why: "Actions are declared for what the language has no word for. A word such as `add_funds` means the same in \
              every contract, so it is used without a declaration. A machine can declare at most 256 actions.",
        example: r"
 machines:
   Job:
     initial: NEW
-    actions: { add_funds: Top up the account }
+    actions: { sign_contract: Sign the contract }
     states:
       NEW: { kind: pending }
-      HELD: { kind: resting, outcome: { needs: add_funds } }
+      HELD: { kind: resting, outcome: { needs: sign_contract } }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> HELD | DONE, HELD -> DONE]
",
    }
    EMPTY_LIST: Error = "empty-list" {
        what: "a list that selects something is empty",
        why: "`success`, the `status` of a code and the conditions under `when` select responses. If you omit the key, \
              a default applies, which usually selects all of them. An empty list would select none, and the entry \
              would have no effect. List what you mean, or remove the key.",
        example: r"
-success: []
+success: [200, 204]
",
    }
    EMPTY_TEXT: Error = "empty-text" {
        what: "a text is empty",
        why: "An empty summary or action says nothing and looks like a mistake in the generated documentation. Remove \
              the key if the API's documentation is silent. To record that it leaves a question open, use \
              `unspecified`.",
        example: r#"
-statuses: { 404: { summary: "" } }
+statuses: { 404: {} }
"#,
    }
    LITERAL_POINTER: Warning = "literal-pointer" {
        what: "a pointer is used where a member name is expected",
        why: "The members of list items and of a state's payload are identified by their keys, which are taken \
              literally. `/loc` would be a member whose name begins with a slash.",
        example: r"
 bodies:
-  api: { fields: { errors: { at: /errors, type: { list: { /loc: json } } } } }
+  api: { fields: { errors: { at: /errors, type: { list: { loc: json } } } } }
",
    }
    LITERAL_WILDCARD: Warning = "literal-wildcard" {
        what: "a wildcard or placeholder is used where text is taken literally",
        why: "Prefixes and header names have no wildcards. A prefix is only the text that codes begin with, and a header \
              has one name.",
        example: r"
 errors:
   Code:
-    groups: { syntax: { prefix: 42* } }
+    groups: { syntax: { prefix: 42 } }
",
    }
    MISSING_KEY: Error = "missing-key" {
        what: "a required key is missing",
        why: "Most keys are optional, but a machine without `states`, a body without `fields` or a spec without `name` \
              has no meaning. The message names the missing key, and the notes show how to write it.",
        example: r"
 machines:
-  Job: { initial: NEW }
+  Job:
+    initial: NEW
+    states: { NEW: { kind: pending }, DONE: { kind: final, outcome: success } }
+    edges: NEW -> DONE
",
    }
    PATH_AND_URL: Error = "path-and-url" {
        what: "a health check has both a path and a URL",
        why: "`path` is relative to the base URL of the API, and `url` is absolute. A health check calls one address. \
              For two addresses, declare two health checks.",
        example: r#"
 health:
-  api: { path: /health, url: "https://status.example.com/health" }
+  api: { path: /health }
+  status: { url: "https://status.example.com/health" }
"#,
    }
    SEVERAL_CLASSES: Error = "several-classes" {
        what: "an entry has more than one retry class",
        why: "The retry class answers one question: what has to happen before this call can succeed? If the \
              documentation names two ways, choose the one that a program can take without a person, and describe the \
              other under `action`.",
        example: r#"
 statuses:
-  413: { summary: Too large, retry: { after_change: size, after_action: upgrade_plan } }
+  413: { summary: Too large, retry: { after_change: size }, action: "Send a smaller file, or upgrade the plan" }
"#,
    }
    SEVERAL_FAMILIES: Error = "several-families" {
        what: "a group has more than one family",
        why: "A family defines which unlisted codes belong to a group: those with a prefix, in a range, or equal under \
              a mask. A group has at most one family. Use two groups for two families.",
        example: r"
 errors:
-  Code: { wire: integer, groups: { server: { mask: 0xff, range: [500, 599] } } }
+  Code: { wire: integer, groups: { server: { range: [500, 599] } } }
",
    }
    UNKNOWN_KEY: Error = "unknown-key" {
        what: "a key is not part of the language",
        why: "Every unknown key is an error, because a key that is silently ignored is a fact that gets lost. Usually \
              the key is misspelled, and the finding suggests the right one. Otherwise it lists the keys that are \
              allowed here.",
        example: r"
-statuses: { 404: { sumary: There is none } }
+statuses: { 404: { summary: There is none } }
",
    }
    UNKNOWN_WORD: Error = "unknown-word" {
        what: "a value is not one of the allowed words",
        why: "Categories, retry classes, kinds of states and similar values are closed sets, so that programs can rely \
              on them. The finding suggests the closest word or lists all of them. If no category fits, use `other`.",
        example: r"
-statuses: { 429: { summary: Too many requests, retry: throtled } }
+statuses: { 429: { summary: Too many requests, retry: throttled } }
",
    }
    UNUSED_KEY: Error = "unused-key" {
        what: "a key has no effect in combination with another",
        why: "Some keys apply to one kind only: `max` to additive jitter, `ratio` to proportional jitter. With any \
              other kind the key would be ignored, although a reader of the spec would expect it to apply.",
        example: r"
-retry: { jitter: { kind: full, max: 1s } }
+retry: { jitter: { kind: additive, max: 1s } }
",
    }
    VERSION: Error = "version" {
        what: "the language version is not supported",
        why: "`errspec: 1` is the version of the language, so that a later version can change a meaning without \
              affecting existing files. It is not the version of your API or of the file.",
        example: r"
-errspec: 2.3
+errspec: 1
 name: shop
",
    }
    WILDCARD_POINTER: Error = "wildcard-in-pointer" {
        what: "a JSON Pointer has a wildcard or a placeholder",
        why: "A JSON Pointer (RFC 6901) names exactly one location. Other notations, such as JSONPath and URI templates, \
              have wildcards, but here `/errors/*/code` would be a member called `*`, which responses do not have. \
              Address an item of a list by its index or, with `items`, by what it contains. To read all items, declare a \
              field with a list type.",
        example: r"
 bodies:
-  api: { fields: { reason: /errors/*/reason } }
+  api: { fields: { reason: { at: { items: /errors, member: /reason } } } }
",
    }
    WRONG_KIND: Error = "wrong-kind" {
        what: "a value has the wrong type",
        why: "A list or a plain value is used where a mapping is expected, or the other way around. Booleans are \
              written as `true` and `false`: in YAML 1.2, `yes`, `no`, `on` and `off` are text.",
        example: r"
-errors: [NOT_FOUND, GONE]
+errors:
+  ErrorCode: { codes: { NOT_FOUND: No such image, GONE: Deleted } }
",
    }
}
