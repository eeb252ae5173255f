//! The words every API shares: what went wrong, what may be retried, and how sure the contract is.

/// Writes a fieldless enum of contract words with its `as_str`, `parse`, `ALL` and `Display`.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Every word, in the order of the language's reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word as a spec writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The value a spec's word stands for; `None` for any other text.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

mod basis;
mod category;
mod effect;
mod fact;
mod retry_class;

pub use basis::Basis;
pub use category::Category;
pub use effect::Effect;
pub use fact::{Fact, FactBasis};
pub use retry_class::{Action, Change, Moment, RetryClass};
