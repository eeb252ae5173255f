//! Derives wire texts from variants for which none is given.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase};

/// The case styles of `rename_all`.
#[derive(Clone, Copy, Default)]
pub(super) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    #[default]
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

const WORDS: [(&str, Case); 8] = [
    ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
    ("snake_case", Case::Snake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
    ("camelCase", Case::Camel),
    ("PascalCase", Case::Pascal),
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
];

impl Case {
    pub(super) fn parse(word: &str) -> Option<Self> {
        WORDS.iter().find(|(known, _)| *known == word).map(|(_, case)| *case)
    }

    pub(super) fn apply(self, variant: &str) -> String {
        let variant = variant.trim_start_matches("r#");
        match self {
            Self::Lower => variant.to_lowercase(),
            Self::Upper => variant.to_uppercase(),
            Self::Pascal => variant.to_owned(),
            Self::Camel => variant.to_lower_camel_case(),
            Self::Snake => variant.to_snake_case(),
            Self::ScreamingSnake => variant.to_shouty_snake_case(),
            Self::Kebab => variant.to_kebab_case(),
            Self::ScreamingKebab => variant.to_shouty_kebab_case(),
        }
    }
}

/// What to report for any other word.
pub(super) fn unknown(written: &str) -> String {
    let words = WORDS.map(|(word, _)| word);
    let meant = errspec_spec::diag::closest(written, words);
    let rest = meant.map_or_else(|| format!("expected one of: {}", words.join(", ")), |word| format!("did you mean `{word}`?"));
    format!("`{written}` is not a case style [unknown-word]\n  help: {rest}")
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn each_way() {
        let cases = [
            ("SCREAMING_SNAKE_CASE", "CARD_DECLINED"),
            ("snake_case", "card_declined"),
            ("kebab-case", "card-declined"),
            ("SCREAMING-KEBAB-CASE", "CARD-DECLINED"),
            ("camelCase", "cardDeclined"),
            ("PascalCase", "CardDeclined"),
            ("lowercase", "carddeclined"),
            ("UPPERCASE", "CARDDECLINED"),
        ];
        for (word, text) in cases {
            assert_eq!(Case::parse(word).map(|case| case.apply("CardDeclined")).as_deref(), Some(text));
        }
        assert_eq!(Case::default().apply("r#Type"), "TYPE");
    }
}
