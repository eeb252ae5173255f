//! Checks of YAML, including the parts of YAML that a spec does not use. The reader in [`yaml`](crate::yaml) reports these findings.

rules! {
    CONTROL_CHARACTER: Error = "control-character" {
        what: "a file contains a control character",
        why: "YAML is text. Apart from tabs and line breaks it may not contain control characters, and a byte order \
              mark is only allowed at the very beginning (YAML 1.2.2, section 5.1). Control characters usually come \
              from a binary file or from concatenating files. If you need one in a string, write it as an escape in \
              double quotes. In the example, ␛ stands for the control character itself.",
        example: r#"
-statuses: { 500: "␛[31mfailed" }
+statuses: { 500: "\e[31mfailed" }
"#,
    }
    CUT_TEXT: Error = "cut-text" {
        what: "a comma cuts an unquoted text in two",
        why: "Inside braces a comma separates entries. Only the part of an unquoted text before the comma becomes the \
              value; the rest is read as another key. Quote a text that contains a comma, or write the entry on lines \
              of its own.",
        example: r#"
 statuses:
-  404: { summary: Not there, or not any more, retry: never }
+  404: { summary: "Not there, or not any more", retry: never }
"#,
    }
    DIRECTIVE: Error = "directive" {
        what: "a file contains a YAML directive",
        why: "A line that begins with `%` is a YAML directive, such as `%YAML 1.2` or `%TAG`. A spec needs no \
              directives: it is always YAML 1.2 and does not use tags. Remove the line. If the line continues a text, \
              quote the whole text.",
        example: r"
-%YAML 1.2
----
 errspec: 1
 name: shop
",
    }
    DUPLICATE_KEY: Error = "duplicate-key" {
        what: "a key appears twice in one mapping",
        why: "Most YAML parsers silently keep the last of two equal keys, which is how entries disappear from a \
              catalog. The finding shows both places: remove one, or fix the copied name. Keys are compared as text, \
              so `08000` and `\"08000\"` are equal, and `404` and `0404` are not.",
        example: r"
 statuses:
-  404: No such image
-  404: No such album
+  404: No such image or album
",
    }
    EMPTY_FILE: Error = "empty-file" {
        what: "a file is empty",
        why: "The file contains nothing but whitespace and comments. The smallest spec has a version and a name. A \
              file that other files include with `use` does not need the name.",
        example: r"
-# to be written
+errspec: 1
+name: shop
",
    }
    ESCAPE: Error = "escape" {
        what: "a backslash in double quotes does not begin a valid escape",
        why: "In double quotes, a backslash begins an escape such as `\\n`, `\\t`, `\\\"`, `\\\\`, `\\x41` or \
              `\\u00e9` (YAML 1.2.2, section 5.7). Write Windows paths and regular expressions in single quotes, where \
              backslashes have no special meaning and only the single quote itself is doubled.",
        example: r#"
-statuses: { 500: "see C:\queue" }
+statuses: { 500: 'see C:\queue' }
"#,
    }
    INDENTATION: Error = "indentation" {
        what: "the indentation of a line matches nothing around it",
        why: "Indentation defines the structure of a YAML file. All keys of a mapping start in the same column, and so \
              do all entries of a list. Everything between brackets, including the closing bracket, must be indented \
              more than the line that opens them.",
        example: r"
 statuses:
-    404: Not found
+  404: Not found
   410: Gone
",
    }
    KEY_NOT_SCALAR: Error = "key-not-scalar" {
        what: "a key is a list, a mapping or missing",
        why: "YAML allows any value as a key, but the keys of a spec are names and codes, so they must be text. Quote \
              a code that contains brackets or braces or that begins with `?`.",
        example: r#"
 errors:
-  Code: { codes: { [A, B]: Two codes } }
+  Code: { codes: { A: One code, B: Another, "[A]": A code with brackets } }
"#,
    }
    MERGE_KEY: Error = "merge-key" {
        what: "a mapping uses the merge key `<<`",
        why: "Merge keys are not part of YAML 1.2, and parsers disagree about them: some merge, others see a key named \
              `<<`. To share facts between entries, state them once as defaults of the group, the catalog or a range \
              of statuses. To reuse a whole value, use an alias. If a code really is `<<`, quote it.",
        example: r"
 errors:
-  Code: { codes: { A: &base { retry: never }, B: { <<: *base, summary: Another } } }
+  Code: { retry: never, codes: { A: {}, B: { summary: Another } } }
",
    }
    NOT_UTF8: Error = "not-utf8" {
        what: "a file is not encoded in UTF-8",
        why: "Specs are encoded in UTF-8, with or without a byte order mark. The finding points at the first invalid \
              byte. Most editors can save a file as UTF-8, and `iconv -f latin1 -t utf-8` converts one on the command \
              line. In the example, � stands for a byte that is not valid UTF-8.",
        example: r"
-statuses: { 404: No such caf� }
+statuses: { 404: No such café }
",
    }
    RECURSIVE_ALIAS: Error = "recursive-alias" {
        what: "an alias refers to the value that contains it",
        why: "A value that contains itself would never end. Write out what you mean at the inner place, or put the \
              anchor on the part that you want to repeat.",
        example: r"
-errors: &all
-  Code: *all
+errors:
+  Code: { codes: { A: One code } }
",
    }
    SEVERAL_DOCUMENTS: Error = "several-documents" {
        what: "a file contains more than one YAML document",
        why: "A `---` line below other content begins a second document, but one file holds one spec. Move the second \
              document to a file of its own and include it with `use`. A single `---` at the beginning and `...` at \
              the end are allowed.",
        example: r"
 errspec: 1
 name: shop
----
+use: [./stock.yaml]
+# stock.yaml
 errspec: 1
 name: stock
",
    }
    TAB_INDENTATION: Error = "tab-indentation" {
        what: "a line is indented with a tab",
        why: "YAML does not define the width of a tab and forbids tabs in indentation (YAML 1.2.2, section 6.1). \
              Indent with spaces, usually two per level. Tabs are allowed between brackets, as in JSON.",
        example: "\n statuses:\n-\t404: Not found\n+  404: Not found\n",
    }
    TAG: Error = "tag" {
        what: "a value has a YAML tag",
        why: "Tags such as `!!str` and `!!int` tell a YAML parser how to interpret a value. In a spec, the position of \
              a value already decides that: a code is always the text as written, so `08000` and `NO` need neither a \
              tag nor quotes. Quote a text that begins with `!`.",
        example: r"
 errors:
-  Code: { codes: { !!str 08000: Connection exception } }
+  Code: { codes: { 08000: Connection exception } }
",
    }
    TOO_DEEP: Error = "too-deep" {
        what: "lists and mappings are nested more than 64 levels deep",
        why: "The limit protects the stack of the program that reads the file. It counts expanded aliases too. A valid \
              spec nests about ten levels deep, so usually a closing bracket is missing or there is an extra opening \
              bracket.",
        example: r"
-success: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[200]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
+success: [200]
",
    }
    TOO_LARGE: Error = "too-large" {
        what: "a file is too large, or expands to too much",
        why: "A file can be up to 32 MiB. With all aliases expanded, it can contain up to 2,000,000 values, where \
              every 32 bytes of a text count as one more value. A catalog of 10,000 codes uses about a tenth of both. \
              Aliases of aliases multiply, so ten lines can expand to billions of values. Split a large file and \
              include its parts with `use`.",
        example: r"
-a: &a [x, x, x, x, x, x, x, x]
-b: &b [*a, *a, *a, *a, *a, *a, *a, *a]
-c: &c [*b, *b, *b, *b, *b, *b, *b, *b]
-d: &d [*c, *c, *c, *c, *c, *c, *c, *c]
-e: &e [*d, *d, *d, *d, *d, *d, *d, *d]
-f: &f [*e, *e, *e, *e, *e, *e, *e, *e]
-g: [*f, *f, *f, *f, *f, *f, *f, *f]
+success: [200, 204]
",
    }
    TOO_MANY_FINDINGS: Error = "too-many-findings" {
        what: "a file has more findings than are shown",
        why: "The reader shows the first hundred findings of a file and counts the rest. That many findings usually \
              have one cause: the file is not a spec, or a part of it was pasted twice. Fix the findings that are \
              shown, then check again.",
        example: r"
 statuses:
   404: Not found
-  404: Not found   # and so on, to 102
",
    }
    UNCLOSED_BRACKET: Error = "unclosed-bracket" {
        what: "a bracket or brace has no counterpart",
        why: "Every `[` and `{` needs a matching `]` or `}`, on the same line or a later one. The finding points at \
              the opening bracket and at the first line that cannot belong to it. Quote a text that begins with a \
              bracket or brace, and any text inside brackets that contains one.",
        example: r"
 statuses:
-  404: { summary: Not found
+  404: { summary: Not found }
   410: Gone
",
    }
    UNCLOSED_QUOTE: Error = "unclosed-quote" {
        what: "a quote is never closed",
        why: "A quoted text can span several lines, but each line must be indented more than its key. Write a quote \
              inside double quotes as `\\\"`, and double it inside single quotes. An unquoted text can contain quotes \
              anywhere but at its beginning.",
        example: r#"
 statuses:
   404:
-    summary: "The image cannot be read
+    summary: "The image cannot be read"
     action: Send another
"#,
    }
    UNKNOWN_ALIAS: Error = "unknown-alias" {
        what: "an alias has no anchor",
        why: "`*name` repeats the value marked with `&name` earlier in the same file. Anchors in other files are not \
              visible. Quote a text that begins with `*`.",
        example: r"
 statuses:
-  404: *shared
-  410: &shared { retry: never }
+  404: &shared { retry: never }
+  410: *shared
",
    }
    YAML_SYNTAX: Error = "yaml-syntax" {
        what: "a file is not valid YAML",
        why: "The file cannot be parsed as YAML 1.2. The most common reason is a text that needs quotes: one that \
              contains `: ` or ` #`, or that begins with `@`, `%`, `&`, `*`, `!`, `|`, `>`, `[`, `{`, a quote or a \
              backtick. The rest of the file is not checked until the error is fixed.",
        example: r#"
-statuses: { 404: { action: @support knows } }
+statuses: { 404: { action: "@support knows" } }
"#,
    }
}
