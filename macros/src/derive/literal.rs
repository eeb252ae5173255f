//! The text of literals.

use super::punct::is_punct;
use super::tokens::flat;
use proc_macro2::{Delimiter, Literal, TokenTree};

/// The text of a single value: the content of a string, an integer as a spec writes it, or anything else as it is written.
pub(super) fn scalar(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [TokenTree::Literal(literal)] if !is_text_or_number(literal) => None,
        [TokenTree::Literal(literal)] => Some(content(literal)),
        [TokenTree::Ident(word)] => Some(word.to_string().trim_start_matches("r#").to_owned()),
        [minus, TokenTree::Literal(literal)] if is_punct(minus, '-') => Some(format!("-{}", content(literal))),
        _ => None,
    }
}

/// Characters, bytes and C strings are neither.
fn is_text_or_number(literal: &Literal) -> bool {
    let text = literal.to_string();
    text.starts_with(|c: char| c == '"' || c.is_ascii_digit()) || ["r\"", "r#"].iter().any(|raw| text.starts_with(raw))
}

/// The value of an integer, in any notation of Rust: `404`, `1_000_u16`, `0x1F`, `0o17`, `0b11`, `-7`, `(7)`.
///
/// The compiler evaluates other constant expressions, but only after macros.
pub(super) fn integer(tokens: &[TokenTree]) -> Option<i128> {
    match tokens {
        [TokenTree::Literal(literal)] => magnitude(&literal.to_string()),
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => integer(&flat(group.stream())),
        [minus, rest @ ..] if is_punct(minus, '-') => integer(rest)?.checked_neg(),
        _ => None,
    }
}

fn magnitude(text: &str) -> Option<i128> {
    let digits = TYPES.iter().find_map(|suffix| text.strip_suffix(suffix)).unwrap_or(text).replace('_', "");
    let bases = [("0x", 16), ("0o", 8), ("0b", 2)];
    let based = bases.iter().find_map(|(prefix, base)| Some((digits.strip_prefix(prefix)?, *base)));
    let (digits, base) = based.unwrap_or((&digits, 10));
    // `from_str_radix` accepts a sign, which literals do not have.
    i128::from_str_radix(digits, base).ok().filter(|_| digits.starts_with(|c: char| c.is_ascii_hexdigit()))
}

const TYPES: [&str; 12] = ["i128", "u128", "isize", "usize", "i64", "u64", "i32", "u32", "i16", "u16", "i8", "u8"];

/// The content of a string literal, an integer in decimal if only Rust writes it that way (`1_000`, `0b11`), or another literal as it is
/// written.
pub(super) fn content(literal: &Literal) -> String {
    let text = literal.to_string();
    if let Some(number) = magnitude(&text).filter(|_| is_of_rust(&text)) {
        return number.to_string();
    }
    if let Some(raw) = text.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        return raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(&text).to_owned();
    }
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).map_or_else(|| text.clone(), unescaped)
}

/// Whether a spec would not accept the integer as it is written.
fn is_of_rust(text: &str) -> bool {
    let based = ["0b", "0o"].iter().any(|prefix| text.starts_with(prefix));
    based || text.contains('_') || TYPES.iter().any(|suffix| text.ends_with(suffix))
}

/// Resolves the escapes of a string (Rust reference, "Tokens"). The compiler has already rejected invalid ones.
fn unescaped(text: &str) -> String {
    let (mut plain, mut chars) = (String::with_capacity(text.len()), text.chars());
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            Some('0') => plain.push('\0'),
            Some('x') => plain.extend(code_point(chars.by_ref().take(2))),
            Some('u') => plain.extend(code_point(chars.by_ref().skip(1).take_while(|c| *c != '}'))),
            Some('\n') => {
                let rest = chars.as_str().trim_start();
                chars = rest.chars();
            }
            Some(other) => plain.push(other),
            None => {}
        }
    }
    plain
}

fn code_point(digits: impl Iterator<Item = char>) -> Option<char> {
    let digits: String = digits.filter(|digit| *digit != '_').collect();
    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::content;
    use proc_macro2::Literal;

    fn tokens(written: &str) -> Vec<proc_macro2::TokenTree> {
        written.parse::<proc_macro2::TokenStream>().unwrap().into_iter().collect()
    }

    #[test]
    fn integers_are_read_in_every_base_with_signs_parentheses_and_suffixes() {
        let cases = [
            ("404", 404),
            ("1_000_u16", 1000),
            ("-0x1Fi32", -31),
            ("0x8b", 139),
            ("0b_1010", 10),
            ("0o17isize", 15),
            ("(7)", 7),
            ("((-7))", -7),
            ("-(7)", -7),
            ("--7", 7),
            ("0xFFFF_FFFF_FFFF_FFFF", 0xffff_ffff_ffff_ffff),
        ];
        for (written, meant) in cases {
            assert_eq!(super::integer(&tokens(written)), Some(meant), "{written}");
        }
        for written in ["CONSTANT", "1 + 1", "7 as isize", "'a'", "\"7\"", "1.5", "1e3", "30d", "(1, 2)"] {
            assert_eq!(super::integer(&tokens(written)), None, "{written}");
        }
    }

    #[test]
    fn values_of_attributes_are_integers_of_rust_too() {
        let cases = [
            ("0b11", "3"),
            ("-0b11", "-3"),
            ("1_000u16", "1000"),
            ("0x1F", "0x1F"),
            ("0x1Fu8", "31"),
            ("-32_700", "-32700"),
            ("1.5s", "1.5s"),
            ("250ms", "250ms"),
            ("\"0b11\"", "0b11"),
            ("08000", "08000"),
        ];
        for (written, meant) in cases {
            assert_eq!(super::scalar(&tokens(written)).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn strings_say_their_content_and_other_literals_their_text() {
        let cases = [
            (r#""a\"b\\\n\x41\u{1_F4A5}""#, "a\"b\\\nA💥"),
            ("\"one \\\n   line\"", "one line"),
            (r##"r#"raw "text""#"##, "raw \"text\""),
            ("08000", "08000"),
            ("1.5s", "1.5s"),
        ];
        for (written, meant) in cases {
            assert_eq!(content(&written.parse::<Literal>().unwrap()), meant, "{written}");
        }
    }
}
