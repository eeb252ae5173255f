//! Checks of names, files and inheritance. They are reported while names are resolved and files are combined.

rules! {
    BAD_CODE: Error = "bad-code" {
        what: "a code is empty or too long",
        why: "A code is the literal text that the API sends, between 1 and 255 bytes long. Anything longer is a \
              message and belongs in `summary` or `message`.",
        example: r#"
 errors:
-  Code: { codes: { "": Unknown } }
+  Code: { codes: { UNKNOWN: Unknown } }
"#,
    }
    BAD_REMOVAL: Error = "bad-removal" {
        what: "a removed entry is not in the base, or is also changed",
        why: "In a file with `base`, `remove: true` removes an entry of the base. If the base has no such entry, the key \
              is misspelled, or the base has changed. An entry cannot be removed and changed at the same time.",
        example: r"
 base: ./vendor.yaml
 errors:
-  Code: { codes: { BUSSY: { remove: true } } }
+  Code: { codes: { BUSY: { remove: true } } }
 # vendor.yaml
 errspec: 1
 errors: { Code: { codes: { BUSY: Too much to do, GONE: Not there } } }
",
    }
    CANNOT_READ: Error = "cannot-read" {
        what: "a file listed under `use` cannot be read",
        why: "Paths under `use` are relative to the file that contains them, not to the working directory. They must \
              name regular files with `errspec: 1` at the top level. The content of any other file is never shown, not \
              even in a finding. The message includes the error from the operating system. The catalogs shipped with \
              errspec are named `std/...`.",
        example: r"
-use: [./common.yml]
+use: [./common.yaml]
 # common.yaml
 errspec: 1
 statuses: { 404: Not found }
",
    }
    DUPLICATE_CODE: Error = "duplicate-code" {
        what: "two codes have the same text",
        why: "A text in a response must identify exactly one code of its catalog, no matter which group the code is \
              in. Aliases count as texts too. Integers are compared by value: `31` and `0x1F` are the same code.",
        example: r"
 errors:
   Code:
     codes:
-      RATE_LIMITED: Too many requests
       RATE_LIMIT_ERROR: { summary: Too many requests, aliases: [RATE_LIMITED] }
",
    }
    DUPLICATE_ROLE: Error = "duplicate-role" {
        what: "two fields of a body have the same role",
        why: "A role says which field answers a question that every error has to answer: its code, its message, its \
              request ID. A field named after a role has that role, unless it sets `role` itself.",
        example: r"
 bodies:
-  api: { fields: { message: /message, text: { at: /text, role: message } } }
+  api: { fields: { message: /message, text: /text } }
",
    }
    EMPTY_CHAIN: Error = "empty-chain" {
        what: "a chain repeats no field of its body",
        why: "`chain` says that an object contains another one of the same kind: the object in which its pointer ends. Each \
              of them is read like the first one, so a field of the body has to be in that object. A chain at \
              `/error/innererror` repeats what is in `/error`.",
        example: r"
 bodies:
-  api: { fields: { message: /error/message }, chain: /innererror/next }
+  api: { fields: { message: /error/message }, chain: /error/innererror }
",
    }
    EXTENDS_CHAIN: Error = "extends-chain" {
        what: "a catalog or body extends one that itself extends another",
        why: "A catalog or body can only extend one that stands on its own, so that readers find every entry after one \
              step. List all catalogs whose codes you want.",
        example: r"
 errors:
   Base: { codes: { A: One } }
-  Device: { extends: Base, codes: { B: Two } }
-  Tv: { extends: Device, codes: { C: Three } }
+  Device: { codes: { B: Two } }
+  Tv: { extends: [Base, Device], codes: { C: Three } }
",
    }
    EXTENDS_CLOSED: Error = "extends-closed" {
        what: "a catalog extends a closed one without setting `open`",
        why: "`open: false` says that a list of codes is complete. A catalog that adds codes to it either contradicts \
              that or completes the list for one API. Set `open` on the extending catalog to say which.",
        example: r"
 errors:
   Base: { open: false, codes: { A: One } }
-  Code: { extends: Base, codes: { B: Two } }
+  Code: { extends: Base, open: false, codes: { B: Two } }
",
    }
    EXTENDS_CONFLICT: Error = "extends-conflict" {
        what: "two extended catalogs disagree about an entry",
        why: "A catalog that extends several others combines all facts that they state about a code or group. If two \
              of them state different values for one fact, list order does not decide. Repeat the entry in the \
              extending catalog with the right value. Facts that you do not repeat are kept.",
        example: r"
 errors:
   One: { codes: { BUSY: { retry: never } } }
   Two: { codes: { BUSY: { retry: transient } } }
-  Code: { extends: [One, Two] }
+  Code: { extends: [One, Two], codes: { BUSY: { retry: transient } } }
",
    }
    OVERLAPPING_RANGES: Error = "overlapping-ranges" {
        what: "two ranges of statuses overlap",
        why: "A range provides defaults for the statuses in it. A range can be nested inside another, and then the \
              narrower one wins. If two ranges overlap only partially, neither is more specific.",
        example: r"
 statuses:
-  400-450: { retry: never }
-  440-499: { retry: transient }
+  400-499: { retry: never }
+  440-450: { retry: transient }
",
    }
    ROLE_TYPE: Error = "role-type" {
        what: "a list or a map has a role that only single values have",
        why: "The code, the type and the request ID of an error are single values, so a list or a map cannot have these \
              roles. If the items are objects, one of their members can have the role. Then the first item with a value \
              decides, except for a message: the messages of all items are joined, like the strings of a list or a map.",
        example: r"
 bodies:
-  api: { fields: { errors: { at: /errors, type: { list: { reason: string } }, role: message } } }
+  api: { fields: { errors: { at: /errors, type: { list: { reason: { type: string, role: message } } } } } }
",
    }
    TOO_MANY_FILES: Error = "too-many-files" {
        what: "a contract consists of too many files",
        why: "A contract can include up to 256 files, directly and indirectly. The limit keeps a mistake in a \
              generated spec from reading a whole disk. Merge small files.",
        example: r"
-use:
-  - ./part1.yaml   # and so on, to 256
-# part1.yaml
+use: [./all.yaml]
+# all.yaml
 errspec: 1
",
    }
    UNBALANCED_BRACE: Error = "unbalanced-brace" {
        what: "a brace in a message is not closed or not opened",
        why: "In a message, braces enclose the name of a parameter. To write a literal brace, double it: `{{` and \
              `}}`.",
        example: r#"
 errors:
-  Code: { codes: { A: { message: "Limit {limit exceeded", params: { limit: u32 } } } }
+  Code: { codes: { A: { message: "Limit {limit} exceeded, see {{docs}}", params: { limit: u32 } } } }
"#,
    }
    UNDECLARED_STATUS: Error = "undeclared-status" {
        what: "a code refers to a status that is not declared",
        why: "Every status that a code arrives with is declared under `statuses`, so that its meaning is stated once \
              and typos are noticed. If the documentation implies a status without listing it, declare it with `basis: \
              inferred`.",
        example: r"
-statuses: { 404: Not found }
+statuses: { 404: Not found, 410: Gone }
 errors:
   Code: { codes: { GONE: { status: 410 } } }
",
    }
    SHARED_KEY: Error = "shared-key" {
        what: "codes are read by a key whose values several codes may have",
        why: "A field of a type such as `Errno.symbol` finds a code by a value of that key, so each value must belong to one \
              code. The values of a key with `unique: false` may belong to several.",
        example: r"
 errors:
   Errno:
     wire: integer
-    keys: { symbol: { type: string, unique: false } }
+    keys: { symbol: string }
     codes: { 11: { keys: { symbol: EAGAIN } } }
 bodies:
   api: { fields: { code: { at: /symbol, type: Errno.symbol } } }
",
    }
    UNKNOWN_NAME: Error = "unknown-name" {
        what: "a name refers to nothing that is declared",
        why: "References to catalogs, codes, states, machines and operations must match a declaration in this file or \
              in a file that it uses. Names are case-sensitive. The finding suggests the closest one.",
        example: r"
 errors:
   ErrorCode: { codes: { A: One } }
 bodies:
-  api: { fields: { code: { at: /code, type: ErorCode } } }
+  api: { fields: { code: { at: /code, type: ErrorCode } } }
",
    }
    UNKNOWN_PLACEHOLDER: Error = "unknown-placeholder" {
        what: "a message uses a parameter that is not declared",
        why: "Every placeholder in a message becomes a field of the generated error, so it must be declared under \
              `params` with its type.",
        example: r#"
 errors:
-  Code: { codes: { A: { message: "Limit {limit} exceeded" } } }
+  Code: { codes: { A: { message: "Limit {limit} exceeded", params: { limit: u32 } } } }
"#,
    }
    USE_CLASH: Error = "use-clash" {
        what: "two files declare the same thing",
        why: "Everything that an included file declares becomes part of the file that includes it. If both declare the \
              same status, catalog, body, operation, health check or machine, it would be unclear which one counts. To \
              reuse a catalog with changes, use `extends`.",
        example: r"
 use: [./common.yaml]
-statuses: { 404: There is none }
 # common.yaml
 errspec: 1
 statuses: { 404: Not found }
",
    }
    USE_CYCLE: Error = "use-cycle" {
        what: "files include each other in a cycle",
        why: "A file cannot include itself, directly or through other files. The notes show the cycle. Move what both \
              files need into a third one.",
        example: r"
 use: [./other.yaml]
 # other.yaml
 errspec: 1
-use: [./example.yaml]
+statuses: { 404: Not found }
",
    }
    UNLISTED_IN_CLOSED: Error = "unlisted-in-closed" {
        what: "a closed catalog has facts for unlisted codes",
        why: "`open: false` says that the list of codes is complete, so an unlisted value is not a code of this catalog, \
              and `unlisted` applies to nothing.",
        example: r"
 errors:
-  Code: { open: false, unlisted: { category: internal }, codes: { LOST: It is lost } }
+  Code: { unlisted: { category: internal }, codes: { LOST: It is lost } }
 bodies:
   api: { fields: { code: { at: /code, type: Code } } }
",
    }
    WIRE_MISMATCH: Error = "wire-mismatch" {
        what: "a catalog extends one with a different type of codes",
        why: "Strings and integers are different JSON values: one field cannot hold both, and the string `5` is not \
              the number 5. Declare two catalogs, and give each its own field.",
        example: r"
 errors:
   Base: { wire: integer, codes: { 5: Busy } }
-  Code: { wire: string, extends: Base, codes: { B: Two } }
+  Code: { codes: { B: Two } }
",
    }
}
