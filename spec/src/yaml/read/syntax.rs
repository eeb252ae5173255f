use granit_parser::ErrorKind as Kind;

/// What is said of an error of syntax.
pub(super) struct Said {
    pub(super) slug: &'static str,
    pub(super) message: String,
    pub(super) note: &'static str,
}

/// The library's error in the words of our readers: what is wrong, and what to write instead.
pub(super) fn say(kind: &Kind) -> Said {
    let (slug, message, note) = words(kind);
    let message = match (kind, message) {
        (Kind::UnexpectedCharacter { character }, _) => format!("a value cannot begin with `{character}`"),
        (Kind::UnclosedFlowCollection { open }, _) => format!("this `{open}` is never closed"),
        (Kind::MismatchedFlowCollectionEnd { open, close }, _) => format!("`{open}` is closed by `{close}`"),
        (_, "") => format!("this is not YAML: {kind}"),
        (_, message) => message.to_owned(),
    };
    Said { slug, message, note }
}

type Words = (&'static str, &'static str, &'static str);

fn words(kind: &Kind) -> Words {
    match kind {
        Kind::TabNotAllowed | Kind::TabInBlockIndentation | Kind::TabInIndentation | Kind::TabAtBlockScalarStart
        | Kind::InvalidBlockEntryWhitespace | Kind::InvalidMappingValueWhitespace | Kind::TabInPlainScalar => {
            ("tab-indentation", "a tab is used for indentation", "use spaces: YAML gives tabs no width")
        }
        Kind::DirectiveDisallowed | Kind::DuplicateVersionDirective | Kind::MissingDocumentEndBeforeDirective
        | Kind::UnsupportedYamlMajorVersion | Kind::DuplicateTagDirective | Kind::InvalidDirectiveName => {
            ("directive", "directives are not used in a spec", "remove the line; a value that begins with `%` is written in quotes")
        }
        Kind::UndeclaredTagHandle | Kind::ExpectedTagBang | Kind::InvalidTagTerminator | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag | Kind::InvalidTagEscape | Kind::InvalidGlobalTagCharacter => {
            ("tag", "tags are not used in a spec", "remove the tag; a value that begins with `!` is written in quotes")
        }
        Kind::UnknownAnchor => ("unknown-alias", "this alias names no anchor", ""),
        Kind::RecursionLimitExceeded => ("too-deep", "lists and mappings are nested more than 64 deep", "no spec needs this; look for a bracket too many"),
        Kind::BomInsideDocument => ("control-character", "there is a byte order mark inside the file", "remove it; it may come from joining two files"),
        _ => quotes(kind),
    }
}

fn quotes(kind: &Kind) -> Words {
    match kind {
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => {
            ("unclosed-quote", "this quote is never closed", "in double quotes a quote is written `\\\"`, in single quotes it is doubled")
        }
        Kind::InvalidQuotedScalarIndent => {
            ("unclosed-quote", "the text in quotes goes on in a line that is indented too little", "close the quote, or indent the lines that belong to it")
        }
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            ("yaml-syntax", "there is text behind the closing quote", "put the whole value in quotes; in single quotes a quote is doubled")
        }
        Kind::UnknownQuotedScalarEscape => {
            ("escape", "this escape is unknown", "write the backslash twice, or use single quotes: nothing is escaped there")
        }
        Kind::InvalidQuotedScalarHexEscape | Kind::InvalidLowSurrogateHexEscape => {
            ("escape", "this escape needs hexadecimal digits: 2 after \\x, 4 after \\u, 8 after \\U", "or write the character itself")
        }
        Kind::InvalidLowSurrogate | Kind::MissingLowSurrogate | Kind::UnpairedLowSurrogate | Kind::InvalidUnicodeEscape => {
            ("escape", "this escape stands for no character", "write the character itself")
        }
        _ => brackets(kind),
    }
}

fn brackets(kind: &Kind) -> Words {
    match kind {
        Kind::UnexpectedEofFlowSequence | Kind::UnclosedFlowCollection { .. } => ("unclosed-bracket", "a `[` is never closed", "add the closing bracket"),
        Kind::UnexpectedEofFlowMapping | Kind::UnexpectedEofImplicitFlowMapping => {
            ("unclosed-bracket", "a `{` is never closed", "add the closing brace")
        }
        Kind::MismatchedFlowCollectionEnd { .. } => ("unclosed-bracket", "", "close brackets in the order they were opened"),
        Kind::MisplacedFlowCollectionEnd => {
            ("unclosed-bracket", "this bracket closes nothing", "remove it, or put the value in quotes if it is text")
        }
        Kind::ExpectedFlowMappingSeparator => {
            ("yaml-syntax", "a `,` or `}` is missing here", "separate entries with commas; a text with `{`, `}`, `[`, `]` or `,` in it is written in quotes")
        }
        Kind::ExpectedFlowSequenceSeparator => {
            ("yaml-syntax", "a `,` or `]` is missing here", "separate entries with commas; a text with `{`, `}`, `[`, `]` or `,` in it is written in quotes")
        }
        Kind::InvalidFlowScalarIndent => {
            ("indentation", "what is inside brackets must be indented deeper than the key before them", "indent this line, the closing bracket too")
        }
        Kind::BlockEntryInFlowCollection | Kind::PlainScalarStartsWithDashFlowIndicator => {
            ("yaml-syntax", "a list with dashes cannot stand inside brackets", "separate the entries with commas, or put the text in quotes")
        }
        Kind::FlowMappingValueAdjacentCollection | Kind::InvalidColonPlacement => {
            ("yaml-syntax", "this `:` cannot stand here", "put a blank behind the colon, or the text in quotes")
        }
        _ => blocks(kind),
    }
}

fn blocks(kind: &Kind) -> Words {
    match kind {
        Kind::MappingValueNotAllowed => {
            ("yaml-syntax", "this `:` makes a key where none can be", "put a text with `: ` in it in quotes, or indent the key like those around it")
        }
        Kind::MappingKeyNotAllowed => ("yaml-syntax", "a key cannot stand here", "give it a line of its own"),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => {
            ("yaml-syntax", "this is neither a key nor part of the value above", "add the `:` behind the key, or indent the line if it belongs to the value above")
        }
        Kind::ExpectedBlockMappingKey | Kind::UnexpectedEofBlockMapping => {
            ("indentation", "a key is expected here", "indent the line like the keys it belongs to")
        }
        Kind::ExpectedBlockSequenceEntry | Kind::UnexpectedEofBlockSequence => {
            ("indentation", "a `-` is expected here", "indent the line like the entries it belongs to")
        }
        Kind::BlockSequenceEntryNotAllowed => ("yaml-syntax", "a list cannot begin here", "begin it on a line of its own"),
        Kind::InvalidIndentation | Kind::InvalidBlockScalarIndent => {
            ("indentation", "this line is indented like nothing before it", "indent it like the lines it belongs to")
        }
        Kind::ZeroBlockScalarIndent | Kind::InvalidBlockScalarHeader => {
            ("yaml-syntax", "`|` and `>` stand at the end of their line", "begin the text on the next line, or put it in quotes")
        }
        Kind::CommentInterceptedScalar => {
            ("yaml-syntax", "a comment stands in the middle of a text of several lines", "move the comment above the key, or write the text with `>`")
        }
        Kind::CommentNotSeparated | Kind::ExpectedWhitespace => ("yaml-syntax", "a blank is missing here", "put a blank before `#` for a comment; put the value in quotes if `#` belongs to it"),
        Kind::MissingAnchorOrAliasName => ("yaml-syntax", "`&` and `*` need a name", "put a text that begins so in quotes"),
        Kind::InvalidDocumentEnd | Kind::ExpectedDocumentStart => {
            ("yaml-syntax", "nothing can follow the end of the document", "remove what follows, or indent it")
        }
        _ => ("yaml-syntax", "", ""),
    }
}
