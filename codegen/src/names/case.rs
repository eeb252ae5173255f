//! Derives Rust names from wire texts. This file has all rules for it.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The name of a type or variant: `INVALID_API_KEY` becomes `InvalidApiKey`. A leading digit gets the `prefix`, and a leading minus sign is
/// spelled out.
pub(super) fn camel(text: &str, prefix: &str) -> Option<String> {
    // The letters of a class code are kept as they are: `2D000`.
    if text.starts_with(|c: char| c.is_ascii_digit()) && text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Some(format!("{prefix}{text}"));
    }
    let spelled = spell_minus(text);
    let text = spelled.as_deref().unwrap_or(text);
    let name = ascii(words_of_one_case(text).unwrap_or_else(|| text.to_upper_camel_case()))?;
    Some(match name.as_str() {
        "Self" => "Self_".to_owned(),
        _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("{prefix}{name}"),
        _ => name,
    })
}

/// `INVALID_API_KEY`, `invalid_grant`: most codes are written this way, and need no search for words divided by a change of case.
fn words_of_one_case(text: &str) -> Option<String> {
    let all = |letter: fn(&u8) -> bool| text.bytes().all(|byte| byte == b'_' || byte.is_ascii_digit() || letter(&byte));
    if !all(u8::is_ascii_uppercase) && !all(u8::is_ascii_lowercase) {
        return None;
    }
    let mut name = String::with_capacity(text.len());
    let mut begins = true;
    for byte in text.bytes() {
        let letter = if begins { byte.to_ascii_uppercase() } else { byte.to_ascii_lowercase() };
        begins = byte == b'_';
        if !begins {
            name.push(char::from(letter));
        }
    }
    Some(name)
}

/// The name of a field: `requestId` becomes `request_id`.
pub(super) fn snake(text: &str) -> Option<String> {
    let name = ascii(text.to_snake_case())?;
    Some(if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name })
}

/// The name of a constant: `get_execution` becomes `GET_EXECUTION`.
pub(super) fn shouty(text: &str) -> Option<String> {
    let name = ascii(text.to_shouty_snake_case())?;
    Some(if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name })
}

/// The identifier of a field. Keywords become raw identifiers, and the few that cannot be raw get an underscore.
pub(crate) fn field_ident(name: &str) -> String {
    match name {
        "self" | "super" | "crate" | "_" => format!("{name}_"),
        _ if KEYWORDS.contains(&name) => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// Whether the name is a Rust keyword, which no generated name may be.
pub(super) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || matches!(name, "self" | "Self" | "super" | "crate")
}

/// Names in generated code are ASCII. Nothing remains of a text without letters and digits.
fn ascii(mut name: String) -> Option<String> {
    let is_of_names = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !name.chars().all(is_of_names) {
        name.retain(is_of_names);
    }
    let says_something = name.contains(|c: char| c.is_ascii_alphanumeric());
    says_something.then_some(name)
}

fn spell_minus(text: &str) -> Option<String> {
    let digits = text.strip_prefix('-')?;
    digits.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("minus_{digits}"))
}

/// The strict and reserved keywords of all editions up to 2024 that may be raw identifiers.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum", "extern",
    "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut",
    "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe",
    "unsized", "use", "virtual", "where", "while", "yield",
];

/// A name composed of two: `Self_` and `Body` make `SelfBody`.
pub(super) fn joined(of: &str, what: &str) -> String {
    format!("{}{what}", of.trim_end_matches('_'))
}

/// A name that is already written as a type is kept: `OAuthError` does not become `OauthError`.
pub(super) fn type_name(name: &str) -> Option<String> {
    let is_type = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_type && name != "Self" { Some(name.to_owned()) } else { camel(name, "Type") }
}

/// What a field adds to the name of the struct for its items.
#[cfg(feature = "reader")]
pub(super) fn item_part(field: &str) -> String {
    camel(field, "Item").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_texts_become_names() {
        let cases = [
            ("INVALID_API_KEY", "InvalidApiKey"),
            ("invalid_grant", "InvalidGrant"),
            ("card-declined", "CardDeclined"),
            ("ResourceNotFound", "ResourceNotFound"),
            ("HTTP_413", "Http413"),
            ("08000", "Code08000"),
            ("2D000", "Code2D000"),
            ("1e3", "Code1e3"),
            ("-32700", "Minus32700"),
            ("4.00", "Code400"),
            ("self", "Self_"),
            ("None", "None"),
            ("type", "Type"),
            ("api.key/missing", "ApiKeyMissing"),
        ];
        for (wire, name) in cases {
            assert_eq!(camel(wire, "Code").as_deref(), Some(name), "{wire}");
        }
        assert_eq!(camel("___", "Code"), None);
        assert_eq!(camel("💥", "Code"), None);
    }

    #[test]
    fn words_of_one_case_are_put_together_as_by_the_rules_for_all() {
        for text in ["", "_", "A", "INVALID_API_KEY", "invalid_grant", "V2API_3D", "v2api_3d", "__A__B_", "HTTP_413", "9_a"] {
            assert_eq!(words_of_one_case(text), Some(text.to_upper_camel_case()), "{text}");
        }
        for text in ["ResourceNotFound", "card-declined", "api.key", "É"] {
            assert_eq!(words_of_one_case(text), None, "{text}");
        }
    }

    #[test]
    fn keywords_become_raw_or_get_an_underscore() {
        assert_eq!(field_ident("type"), "r#type");
        assert_eq!(field_ident("self"), "self_");
        assert_eq!(field_ident("code"), "code");
    }
}
