//! The errors of the YAML library in the terms of our users.

use crate::rules::{self, Rule};
use granit_parser::ErrorKind as Kind;

/// The rule, the message and the note.
type Words = (&'static Rule, &'static str, &'static str);

pub(super) const QUOTES: &str = "Inside double quotes a quote is written `\\\"`, inside single quotes `''`.";

/// The library's error in the terms of our users: what is wrong, and what to write instead.
pub(super) fn say(kind: &Kind, at_end: bool) -> (&'static Rule, String, &'static str) {
    match kind {
        Kind::UnexpectedCharacter { character: '`' } => {
            (&rules::YAML_SYNTAX, "a value cannot begin with a backtick".to_owned(), QUOTE_IT)
        }
        Kind::UnexpectedCharacter { character } => {
            (&rules::YAML_SYNTAX, format!("a value cannot begin with `{character}`"), QUOTE_IT)
        }
        Kind::MismatchedFlowCollectionEnd { open, close } => (
            &rules::UNCLOSED_BRACKET,
            format!("this `{open}` is closed by `{close}`"),
            "Close brackets in the order they were opened.",
        ),
        Kind::UnclosedFlowCollection { open } => {
            (&rules::UNCLOSED_BRACKET, format!("this `{open}` is never closed"), "Add the closing bracket.")
        }
        _ => {
            let (rule, message, note) = escape(kind).or_else(|| tab(kind)).unwrap_or_else(|| refused(kind, at_end));
            let message = if message.is_empty() { format!("this is not valid YAML: {kind}") } else { message.to_owned() };
            (rule, message, note)
        }
    }
}

const QUOTE_IT: &str = "Put a text that begins like this in quotes.";
const COMMAS: &str = "Separate entries with commas; a text with `: `, `,` or a bracket in it is written in quotes.";

pub(super) fn tab(kind: &Kind) -> Option<Words> {
    match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::InvalidBlockEntryWhitespace
        | Kind::InvalidMappingValueWhitespace
        | Kind::TabInPlainScalar => {
            Some((&rules::TAB_INDENTATION, "a tab is used for indentation", "YAML gives tabs no width."))
        }
        _ => None,
    }
}

pub(super) fn escape(kind: &Kind) -> Option<Words> {
    let (message, note) = match kind {
        Kind::UnknownQuotedScalarEscape => {
            ("this escape is unknown", "Double the backslash, or use single quotes, where nothing is escaped.")
        }
        Kind::InvalidQuotedScalarHexEscape | Kind::InvalidLowSurrogateHexEscape => (
            "this escape needs hexadecimal digits",
            "2 after `\\x`, 4 after `\\u`, 8 after `\\U`; or write the character itself.",
        ),
        Kind::InvalidLowSurrogate | Kind::MissingLowSurrogate | Kind::UnpairedLowSurrogate | Kind::InvalidUnicodeEscape => {
            ("this escape is not a valid character", "Write the character itself.")
        }
        _ => return None,
    };
    Some((&rules::ESCAPE, message, note))
}

/// YAML features that specs do not have.
fn refused(kind: &Kind, at_end: bool) -> Words {
    match kind {
        Kind::DirectiveDisallowed
        | Kind::DuplicateVersionDirective
        | Kind::MissingDocumentEndBeforeDirective
        | Kind::UnsupportedYamlMajorVersion
        | Kind::DuplicateTagDirective
        | Kind::InvalidDirectiveName => (
            &rules::DIRECTIVE,
            "a spec cannot contain directives",
            "Remove the line. Put a text that begins with `%` in quotes.",
        ),
        Kind::UndeclaredTagHandle
        | Kind::ExpectedTagBang
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape
        | Kind::InvalidGlobalTagCharacter => {
            (&rules::TAG, "a spec cannot contain tags", "Remove the tag. Put a text that begins with `!` in quotes.")
        }
        Kind::RecursionLimitExceeded => (
            &rules::TOO_DEEP,
            "lists and mappings are nested more than 64 levels deep",
            "No spec needs this. Look for an extra bracket.",
        ),
        Kind::BomInsideDocument => (
            &rules::CONTROL_CHARACTER,
            "there is a byte order mark inside the file",
            "Remove it. It often comes from concatenating two files.",
        ),
        _ => brackets(kind, at_end),
    }
}

fn brackets(kind: &Kind, at_end: bool) -> Words {
    match kind {
        Kind::UnexpectedEofFlowSequence | Kind::UnexpectedEofFlowMapping | Kind::UnexpectedEofImplicitFlowMapping if at_end => {
            (&rules::UNCLOSED_BRACKET, "a bracket is never closed", "Add the closing bracket.")
        }
        Kind::UnexpectedEofFlowSequence | Kind::UnexpectedEofFlowMapping | Kind::UnexpectedEofImplicitFlowMapping => {
            (&rules::YAML_SYNTAX, "an entry is missing here", "Remove the comma, or write `\"\"` for an empty text.")
        }
        Kind::MisplacedFlowCollectionEnd => {
            (&rules::UNCLOSED_BRACKET, "this bracket closes nothing", "Remove it, or put the value in quotes if it is text.")
        }
        Kind::ExpectedFlowMappingSeparator => (&rules::YAML_SYNTAX, "a `,` or `}` is missing here", COMMAS),
        Kind::ExpectedFlowSequenceSeparator => (&rules::YAML_SYNTAX, "a `,` or `]` is missing here", COMMAS),
        Kind::InvalidFlowScalarIndent => (
            &rules::INDENTATION,
            "the contents of brackets must be indented more than the key before them",
            "Indent this line, the closing bracket too.",
        ),
        Kind::BlockEntryInFlowCollection | Kind::PlainScalarStartsWithDashFlowIndicator => (
            &rules::YAML_SYNTAX,
            "a list with dashes is not allowed inside brackets",
            "Separate the entries with commas, or put the text in quotes.",
        ),
        Kind::FlowMappingValueAdjacentCollection | Kind::InvalidColonPlacement => {
            (&rules::YAML_SYNTAX, "a `:` is not allowed here", "Put a space after the colon, or the text in quotes.")
        }
        _ => blocks(kind),
    }
}

fn blocks(kind: &Kind) -> Words {
    match kind {
        Kind::MappingValueNotAllowed => (
            &rules::YAML_SYNTAX,
            "a key cannot follow the line above it",
            "Indent it like the keys around it; if the line above is a key, it lacks its `:`.",
        ),
        Kind::MappingKeyNotAllowed => (&rules::YAML_SYNTAX, "a key is not allowed here", "Give it a line of its own."),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => (
            &rules::YAML_SYNTAX,
            "this is neither a key nor part of the value above",
            "Add a `:` after the key, or indent the line if it belongs to the value above.",
        ),
        Kind::ExpectedBlockMappingKey | Kind::UnexpectedEofBlockMapping => (
            &rules::INDENTATION,
            "the indentation of this line matches none of the keys above it",
            "Indent it like the keys it belongs to.",
        ),
        Kind::ExpectedBlockSequenceEntry | Kind::UnexpectedEofBlockSequence => (
            &rules::INDENTATION,
            "a `-` is expected here",
            "Indent the line like the entries it belongs to, or begin it with `- `.",
        ),
        Kind::BlockSequenceEntryNotAllowed => {
            (&rules::YAML_SYNTAX, "a list is not allowed here", "Begin it on a line of its own; put a lone `-` in quotes.")
        }
        Kind::InvalidIndentation | Kind::InvalidBlockScalarIndent => (
            &rules::INDENTATION,
            "the indentation of this line matches nothing above it",
            "Indent it like the lines it belongs to.",
        ),
        Kind::ZeroBlockScalarIndent | Kind::InvalidBlockScalarHeader => (
            &rules::YAML_SYNTAX,
            "`|` and `>` have to be at the end of a line",
            "Begin the text on the next line, or put it in quotes.",
        ),
        _ => scalars(kind),
    }
}

fn scalars(kind: &Kind) -> Words {
    match kind {
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar | Kind::InvalidQuotedScalarIndent => {
            (&rules::UNCLOSED_QUOTE, "a quote is never closed", QUOTES)
        }
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            (&rules::YAML_SYNTAX, "there is text after the closing quote", QUOTES)
        }
        Kind::CommentInterceptedScalar => (
            &rules::YAML_SYNTAX,
            "a comment interrupts a text of several lines",
            "Move the comment above the key, or put the text in quotes if `#` belongs to it.",
        ),
        Kind::CommentNotSeparated | Kind::ExpectedWhitespace => (
            &rules::YAML_SYNTAX,
            "a space is missing here",
            "For a comment, put a space before `#`. If `#` is part of the text, put the text in quotes.",
        ),
        Kind::MissingAnchorOrAliasName => (&rules::YAML_SYNTAX, "`&` and `*` need a name", QUOTE_IT),
        Kind::UnknownAnchor => (&rules::UNKNOWN_ALIAS, "this alias has no anchor", QUOTE_IT),
        Kind::InvalidDocumentEnd | Kind::ExpectedDocumentStart => {
            (&rules::YAML_SYNTAX, "nothing can follow the end of the document", "Remove what follows, or indent it.")
        }
        _ => (&rules::YAML_SYNTAX, "", ""),
    }
}
