//! The texts of literals.

use super::ast::is_punct;
use proc_macro2::{Literal, TokenTree};

/// The text of a single value: the content of a string, anything else as it is written.
pub(super) fn scalar(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [TokenTree::Literal(literal)] if !is_text_or_number(literal) => None,
        [TokenTree::Literal(literal)] => Some(content(literal)),
        [TokenTree::Ident(word)] => Some(word.to_string().trim_start_matches("r#").to_owned()),
        [minus, TokenTree::Literal(literal)] if is_punct(minus, '-') => Some(format!("-{literal}")),
        _ => None,
    }
}

/// Characters, bytes and C strings are neither.
fn is_text_or_number(literal: &Literal) -> bool {
    let text = literal.to_string();
    text.starts_with(|c: char| c == '"' || c.is_ascii_digit()) || ["r\"", "r#"].iter().any(|raw| text.starts_with(raw))
}

/// The number behind a variant's `=`, without what only Rust has a use for: `1_000_u16` is 1000.
pub(super) fn discriminant(tokens: &[TokenTree]) -> Option<String> {
    let text = scalar(tokens)?;
    if !text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()) {
        return Some(text);
    }
    let digits = TYPES.iter().find_map(|suffix| text.strip_suffix(suffix)).unwrap_or(&text);
    Some(digits.replace('_', ""))
}

const TYPES: [&str; 12] = ["i128", "u128", "isize", "usize", "i64", "u64", "i32", "u32", "i16", "u16", "i8", "u8"];

/// What a string literal says; another literal as it is written.
pub(super) fn content(literal: &Literal) -> String {
    let text = literal.to_string();
    if let Some(raw) = text.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        return raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(&text).to_owned();
    }
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).map_or_else(|| text.clone(), unescaped)
}

/// The escapes of a string (the reference, "Tokens"). The compiler has refused what is none.
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

    #[test]
    fn discriminants_are_numbers_of_rust() {
        let cases = [("404", "404"), ("1_000_u16", "1000"), ("-0x1Fi32", "-0x1F"), ("0x8b", "0x8b"), ("CONSTANT", "CONSTANT")];
        for (written, meant) in cases {
            let tokens: Vec<_> = written.parse::<proc_macro2::TokenStream>().unwrap().into_iter().collect();
            assert_eq!(super::discriminant(&tokens).as_deref(), Some(meant));
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
