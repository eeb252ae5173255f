//! The library's errors in the words of our readers.

use granit_parser::ErrorKind as Kind;

/// Slug, message and note.
type Words = (&'static str, &'static str, &'static str);

pub(super) const QUOTES: &str = "Inside double quotes a quote is written `\\\"`, inside single quotes `''`.";

/// The library's error in the words of our readers: what is wrong, and what to write instead.
pub(super) fn say(kind: &Kind, at_end: bool) -> (&'static str, String, &'static str) {
    match kind {
        Kind::UnexpectedCharacter { character: '`' } => {
            ("yaml-syntax", "a value cannot begin with a backtick".to_owned(), QUOTE_IT)
        }
        Kind::UnexpectedCharacter { character } => {
            ("yaml-syntax", format!("a value cannot begin with `{character}`"), QUOTE_IT)
        }
        Kind::MismatchedFlowCollectionEnd { open, close } => (
            "unclosed-bracket",
            format!("this `{open}` is closed by `{close}`"),
            "Close brackets in the order they were opened.",
        ),
        Kind::UnclosedFlowCollection { open } => {
            ("unclosed-bracket", format!("this `{open}` is never closed"), "Add the closing bracket.")
        }
        _ => {
            let (slug, message, note) = escape(kind).or_else(|| tab(kind)).unwrap_or_else(|| refused(kind, at_end));
            let message = if message.is_empty() { format!("this is not YAML: {kind}") } else { message.to_owned() };
            (slug, message, note)
        }
    }
}

const QUOTE_IT: &str = "A text that begins so is written in quotes.";
const COMMAS: &str = "Separate entries with commas; a text with `: `, `,` or a bracket in it is written in quotes.";

pub(super) fn tab(kind: &Kind) -> Option<Words> {
    match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::InvalidBlockEntryWhitespace
        | Kind::InvalidMappingValueWhitespace
        | Kind::TabInPlainScalar => Some(("tab-indentation", "a tab is used for indentation", "YAML gives tabs no width.")),
        _ => None,
    }
}

pub(super) fn escape(kind: &Kind) -> Option<Words> {
    let (message, note) = match kind {
        Kind::UnknownQuotedScalarEscape => {
            ("this escape is unknown", "Write the backslash twice, or use single quotes: nothing is escaped there.")
        }
        Kind::InvalidQuotedScalarHexEscape | Kind::InvalidLowSurrogateHexEscape => (
            "this escape needs hexadecimal digits",
            "2 after `\\x`, 4 after `\\u`, 8 after `\\U`; or write the character itself.",
        ),
        Kind::InvalidLowSurrogate | Kind::MissingLowSurrogate | Kind::UnpairedLowSurrogate | Kind::InvalidUnicodeEscape => {
            ("this escape stands for no character", "Write the character itself.")
        }
        _ => return None,
    };
    Some(("escape", message, note))
}

/// What YAML has and a spec has not.
fn refused(kind: &Kind, at_end: bool) -> Words {
    match kind {
        Kind::DirectiveDisallowed
        | Kind::DuplicateVersionDirective
        | Kind::MissingDocumentEndBeforeDirective
        | Kind::UnsupportedYamlMajorVersion
        | Kind::DuplicateTagDirective
        | Kind::InvalidDirectiveName => (
            "directive",
            "directives are not used in a spec",
            "Remove the line; a text that begins with `%` is written in quotes.",
        ),
        Kind::UndeclaredTagHandle
        | Kind::ExpectedTagBang
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape
        | Kind::InvalidGlobalTagCharacter => {
            ("tag", "tags are not used in a spec", "Remove the tag; a text that begins with `!` is written in quotes.")
        }
        Kind::RecursionLimitExceeded => {
            ("too-deep", "lists and mappings are nested more than 64 deep", "No spec needs this; look for a bracket too many.")
        }
        Kind::BomInsideDocument => (
            "control-character",
            "there is a byte order mark inside the file",
            "Remove it; it may come from joining two files.",
        ),
        _ => brackets(kind, at_end),
    }
}

fn brackets(kind: &Kind, at_end: bool) -> Words {
    match kind {
        Kind::UnexpectedEofFlowSequence | Kind::UnexpectedEofFlowMapping | Kind::UnexpectedEofImplicitFlowMapping if at_end => {
            ("unclosed-bracket", "a bracket is never closed", "Add the closing bracket.")
        }
        Kind::UnexpectedEofFlowSequence | Kind::UnexpectedEofFlowMapping | Kind::UnexpectedEofImplicitFlowMapping => {
            ("yaml-syntax", "an entry is missing here", "Remove the comma, or write `\"\"` for an empty text.")
        }
        Kind::MisplacedFlowCollectionEnd => {
            ("unclosed-bracket", "this bracket closes nothing", "Remove it, or put the value in quotes if it is text.")
        }
        Kind::ExpectedFlowMappingSeparator => ("yaml-syntax", "a `,` or `}` is missing here", COMMAS),
        Kind::ExpectedFlowSequenceSeparator => ("yaml-syntax", "a `,` or `]` is missing here", COMMAS),
        Kind::InvalidFlowScalarIndent => (
            "indentation",
            "what is inside brackets must be indented deeper than the key before them",
            "Indent this line, the closing bracket too.",
        ),
        Kind::BlockEntryInFlowCollection | Kind::PlainScalarStartsWithDashFlowIndicator => (
            "yaml-syntax",
            "a list with dashes cannot stand inside brackets",
            "Separate the entries with commas, or put the text in quotes.",
        ),
        Kind::FlowMappingValueAdjacentCollection | Kind::InvalidColonPlacement => {
            ("yaml-syntax", "this `:` cannot stand here", "Put a blank behind the colon, or the text in quotes.")
        }
        _ => blocks(kind),
    }
}

fn blocks(kind: &Kind) -> Words {
    match kind {
        Kind::MappingValueNotAllowed => (
            "yaml-syntax",
            "a key cannot follow the line above it",
            "Indent it like the keys around it; if the line above is a key, it lacks its `:`.",
        ),
        Kind::MappingKeyNotAllowed => ("yaml-syntax", "a key cannot stand here", "Give it a line of its own."),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => (
            "yaml-syntax",
            "this is neither a key nor part of the value above",
            "Add the `:` behind the key, or indent the line if it belongs to the value above.",
        ),
        Kind::ExpectedBlockMappingKey | Kind::UnexpectedEofBlockMapping => {
            ("indentation", "this line is indented like none of the keys above it", "Indent it like the keys it belongs to.")
        }
        Kind::ExpectedBlockSequenceEntry | Kind::UnexpectedEofBlockSequence => {
            ("indentation", "a `-` is expected here", "Indent the line like the entries it belongs to, or begin it with `- `.")
        }
        Kind::BlockSequenceEntryNotAllowed => {
            ("yaml-syntax", "a list cannot begin here", "Begin it on a line of its own; put a lone `-` in quotes.")
        }
        Kind::InvalidIndentation | Kind::InvalidBlockScalarIndent => {
            ("indentation", "this line is indented like nothing before it", "Indent it like the lines it belongs to.")
        }
        Kind::ZeroBlockScalarIndent | Kind::InvalidBlockScalarHeader => (
            "yaml-syntax",
            "`|` and `>` stand at the end of their line",
            "Begin the text on the next line, or put it in quotes.",
        ),
        _ => scalars(kind),
    }
}

fn scalars(kind: &Kind) -> Words {
    match kind {
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar | Kind::InvalidQuotedScalarIndent => {
            ("unclosed-quote", "a quote is never closed", QUOTES)
        }
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            ("yaml-syntax", "there is text behind the closing quote", QUOTES)
        }
        Kind::CommentInterceptedScalar => (
            "yaml-syntax",
            "a comment stands in the middle of a text of several lines",
            "Move the comment above the key, or put the text in quotes if `#` belongs to it.",
        ),
        Kind::CommentNotSeparated | Kind::ExpectedWhitespace => (
            "yaml-syntax",
            "a blank is missing here",
            "Put a blank before `#` for a comment; put the text in quotes if `#` belongs to it.",
        ),
        Kind::MissingAnchorOrAliasName => ("yaml-syntax", "`&` and `*` need a name", QUOTE_IT),
        Kind::UnknownAnchor => ("unknown-alias", "this alias names no anchor", QUOTE_IT),
        Kind::InvalidDocumentEnd | Kind::ExpectedDocumentStart => {
            ("yaml-syntax", "nothing can follow the end of the document", "Remove what follows, or indent it.")
        }
        _ => ("yaml-syntax", "", ""),
    }
}
