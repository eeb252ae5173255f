/// A vocabulary: an enum whose values are words of the language.
///
/// ```
/// use errspec_core::Word;
/// use errspec_core::words::Transport;
/// assert_eq!(Transport::WRITTEN.iter().map(|word| word.as_str()).collect::<Vec<_>>(), ["connect", "timeout", "reset", "tls"]);
/// assert_eq!(Transport::WHAT, "a transport failure");
/// ```
pub trait Word: Copy + 'static {
    /// What a value is called in messages, with an article.
    const WHAT: &'static str;
    /// The words that a contract can use, in the order of the language reference.
    const WRITTEN: &'static [Self];
    /// The same as text, for code that is compiled once for all vocabularies.
    const WORDS: &'static [&'static str];
    /// The word.
    fn as_str(self) -> &'static str;
}

/// Declares a fieldless enum of contract words with `as_str`, `parse`, `ALL`, `Display` and [`Word`]. Words that no contract can use follow
/// a semicolon.
#[doc(hidden)]
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $name:ident ($what:literal) {
        $($(#[$doc:meta])* $variant:ident = $word:literal,)*
        $(; $(#[$other_doc:meta])* $other:ident = $other_word:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)* $($(#[$other_doc])* $other,)* }

        impl $name {
            /// All words, in the order of the language reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)* $(Self::$other,)*];

            /// The word as a spec writes it.
            #[cfg_attr(debug_assertions, inline)]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* $(Self::$other => $other_word,)* }
            }

            /// The value of a word in a spec; `None` for any other text.
            #[cfg_attr(debug_assertions, inline)]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* $($other_word => Some(Self::$other),)* _ => None }
            }
        }

        impl ::core::fmt::Display for $name {
            #[cfg_attr(debug_assertions, inline)]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::Word for $name {
            const WHAT: &'static str = $what;
            const WRITTEN: &'static [Self] = &[$(Self::$variant,)*];
            const WORDS: &'static [&'static str] = &[$($word,)*];

            #[cfg_attr(debug_assertions, inline)]
            fn as_str(self) -> &'static str {
                Self::as_str(self)
            }
        }
    };
}
