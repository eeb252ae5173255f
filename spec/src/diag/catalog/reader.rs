//! From bytes to a tree: YAML's own rules, and what a spec does not take from YAML.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "control-character",
        title: "a file contains a control character",
        text: "YAML is text: besides tab and line break no control character may stand in it, nor a byte order mark other than \
               at the very beginning (YAML 1.2.2, section 5.1). They come from binary files and from joining files. Where such a \
               character is meant, an escape in double quotes says so.",
        wrong: "",
        right: "ESC: { message: \"\\e[31mfailed\" }",
    },
    Explanation {
        slug: "cut-text",
        title: "a comma cuts a text in two",
        text: "Between braces a comma ends an entry: of a text without quotes only what stands before the comma is its value, and the \
               rest is read as a key. Put a text with a comma in it in quotes, or give the entry lines of its own.",
        wrong: "statuses:\n  404: { summary: Not there, or not any more, retry: never }",
        right: "statuses:\n  404: { summary: \"Not there, or not any more\", retry: never }",
    },
    Explanation {
        slug: "directive",
        title: "a file contains a directive",
        text: "A line that begins with `%` is a directive of YAML (`%YAML 1.2`, `%TAG`). A spec needs none: it is always YAML 1.2, \
               and tags are not used. Remove the line. If the line goes on a text, put the text in quotes.",
        wrong: "%YAML 1.2\n---\nerrspec: 1",
        right: "errspec: 1",
    },
    Explanation {
        slug: "duplicate-key",
        title: "a key is written twice in one mapping",
        text: "Most programs that read YAML keep the last of two equal keys and lose the first without a word. In a catalog of \
               codes that is how an entry disappears. Both places are shown; remove one, or correct the name that was copied. \
               Keys are compared as text: `08000` and `\"08000\"` are the same, `404` and `0404` are not.",
        wrong: "codes:\n  NOT_FOUND: { summary: No such image }\n  NOT_FOUND: { summary: No such album }",
        right: "codes:\n  IMAGE_NOT_FOUND: { summary: No such image }\n  ALBUM_NOT_FOUND: { summary: No such album }",
    },
    Explanation {
        slug: "empty-file",
        title: "a file holds nothing",
        text: "The file has no content besides blanks and comments. The shortest spec is a version and a name; a file that others \
               name under `use` may do without the name.",
        wrong: "# to be written",
        right: "errspec: 1\nname: shop",
    },
    Explanation {
        slug: "escape",
        title: "a backslash in double quotes is followed by something else than an escape",
        text: "Inside double quotes a backslash begins an escape: `\\n`, `\\t`, `\\\"`, `\\\\`, `\\x41`, `\\u00e9` and some more \
               (YAML 1.2.2, section 5.7). Windows paths and regular expressions are written in single quotes, where nothing is \
               escaped and only the single quote itself is doubled.",
        wrong: "summary: \"see C:\\queue\"",
        right: "summary: 'see C:\\queue'",
    },
    Explanation {
        slug: "indentation",
        title: "a line is indented so that it belongs nowhere",
        text: "In YAML, indentation says what belongs to what: keys of one mapping stand in one column, the entries of one list too, \
               and everything between brackets is indented deeper than the line that opens them, the closing bracket included.",
        wrong: "statuses:\n    404: Not found\n  410: Gone\nsuccess: [\n  200\n]",
        right: "statuses:\n  404: Not found\n  410: Gone\nsuccess: [\n  200\n  ]",
    },
    Explanation {
        slug: "key-not-scalar",
        title: "a key is a list, a mapping or missing",
        text: "YAML allows any value as a key; a spec's keys are names and codes, so they are text. A code with brackets, braces \
               or a leading `?` in it is written in quotes.",
        wrong: "codes:\n  [A, B]: Two codes",
        right: "codes:\n  A: One code\n  B: Another\n  \"[A]\": A code with brackets",
    },
    Explanation {
        slug: "merge-key",
        title: "`<<` is used to merge a mapping",
        text: "Merge keys are no part of YAML 1.2, and programs disagree about them: some merge, some see a key named `<<`. What \
               several entries share is stated once, as a default of their group, catalog or status range; a whole value is \
               shared by an alias. A code that really is `<<` is written in quotes.",
        wrong: "codes:\n  A: &base { status: 400, retry: never }\n  B: { <<: *base, summary: Another }",
        right: "status: 400\nretry: never\ncodes:\n  A: {}\n  B: { summary: Another }",
    },
    Explanation {
        slug: "not-utf8",
        title: "a file is not encoded in UTF-8",
        text: "Specs are UTF-8, with or without a byte order mark. The place is that of the first byte which cannot be; what \
               precedes it is fine. Editors can save the file again as UTF-8; `iconv -f latin1 -t utf-8` converts an old file.",
        wrong: "",
        right: "",
    },
    Explanation {
        slug: "recursive-alias",
        title: "an alias stands inside the value it names",
        text: "A value that contains itself has no end and no meaning in a contract. Write out what is meant at the inner place, \
               or give the inner part an anchor of its own.",
        wrong: "codes: &all\n  A: *all",
        right: "codes:\n  A: One code",
    },
    Explanation {
        slug: "several-documents",
        title: "a file holds more than one YAML document",
        text: "A line with `---` below other content begins a second document. One file is one spec: put the other document into a \
               file of its own and name it under `use`. A single `---` at the very beginning and `...` at the end do no harm.",
        wrong: "errspec: 1\nname: shop\n---\nerrspec: 1\nname: stock",
        right: "errspec: 1\nname: shop\nuse: [./stock.yaml]",
    },
    Explanation {
        slug: "tab-indentation",
        title: "a tab is used for indentation",
        text: "YAML gives tabs no width and forbids them where indentation counts (YAML 1.2.2, section 6.1). Use spaces, two for \
               each level by custom. Between brackets, as in JSON, tabs are allowed.",
        wrong: "statuses:\n\t404: Not found",
        right: "statuses:\n  404: Not found",
    },
    Explanation {
        slug: "tag",
        title: "a value carries a tag",
        text: "`!!str`, `!!int` and tags of one's own tell a YAML reader what to make of a value. Here the meaning follows from the \
               place: a wire code is always the text as it is written, so `08000` and `NO` need neither tag nor quotes. A text \
               that begins with `!` is written in quotes.",
        wrong: "codes:\n  !!str 08000: Connection exception",
        right: "codes:\n  08000: Connection exception",
    },
    Explanation {
        slug: "too-deep",
        title: "lists and mappings are nested more than 64 deep",
        text: "The language itself nests about ten deep; 64 is the bound, with what aliases stand for counted in, so that no file \
               can exhaust the stack. Usually a bracket is missing or one too many.",
        wrong: "",
        right: "",
    },
    Explanation {
        slug: "too-large",
        title: "a file, or what it stands for, is too large",
        text: "A file may have 32 MiB, and with every alias followed it may stand for 2,000,000 values, where a text counts one \
               more for each 32 bytes. A catalog of 10,000 codes has about a tenth of both. Aliases of aliases \
               multiply: ten lines can stand for billions of values. Split the file and name its parts under `use`.",
        wrong: "a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\n\
                d: &d [*c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e]\n\
                g: [*f, *f, *f, *f, *f, *f, *f, *f]",
        right: "",
    },
    Explanation {
        slug: "too-many-findings",
        title: "more findings in a file than are shown",
        text: "The reader shows the first hundred findings of a file and counts the others. So many have usually one cause: a file \
               that is no spec, or a part that was pasted twice. Mend those that are shown and check again.",
        wrong: "",
        right: "",
    },
    Explanation {
        slug: "unclosed-bracket",
        title: "a bracket or brace does not match",
        text: "`[` and `{` begin a list and a mapping in one line or several, and need their closing counterpart. The place is \
               where the bracket was opened; a second place shows the first line that cannot belong to it. A text that begins \
               with a bracket or brace is written in quotes, so is any text between brackets that has one in it.",
        wrong: "statuses:\n  404: { summary: Not found\n  410: Gone",
        right: "statuses:\n  404: { summary: Not found }\n  410: Gone",
    },
    Explanation {
        slug: "unclosed-quote",
        title: "a quote is never closed",
        text: "A text in quotes may go on over several lines, which all have to be indented deeper than its key. Inside double \
               quotes a quote is written `\\\"`, inside single quotes it is doubled. A text without quotes may contain quotes freely, \
               except as its first character.",
        wrong: "summary: \"The image cannot be read\naction: Send another",
        right: "summary: \"The image cannot be read\"\naction: Send another",
    },
    Explanation {
        slug: "unknown-alias",
        title: "an alias names no anchor",
        text: "`*name` stands for the value that was marked `&name` further up in the same file. Anchors of other files are not \
               seen. A text that begins with `*` is written in quotes.",
        wrong: "A: *shared\nB: &shared { status: 400 }",
        right: "A: &shared { status: 400 }\nB: *shared",
    },
    Explanation {
        slug: "yaml-syntax",
        title: "a file is not YAML",
        text: "The text cannot be read as YAML 1.2. The most frequent reason is a text that needs quotes: one with `: ` or ` #` in \
               it, or one that begins with one of the characters `@`, `%`, `&`, `*`, `!`, `|`, `>`, `[`, `{`, a quote or a backtick. \
               Since the rest of the file cannot be understood, it is not checked further until this is mended.",
        wrong: "summary: Note: the image is kept\naction: @support knows",
        right: "summary: \"Note: the image is kept\"\naction: \"@support knows\"",
    },
];
