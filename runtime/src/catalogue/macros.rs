/// Gives an emitted enum its methods and traits over its [`Catalogue`](crate::Catalogue); the enum's variants are in row order.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_code_v1 {
    ($code:ident, $catalogue:expr, [$($variant:ident)*]) => {
        impl $code {
            /// Every code, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The text the API sends.
            pub const fn as_str(self) -> &'static str {
                $catalogue.wire(self as u16)
            }

            /// What the code means.
            pub const fn summary(self) -> &'static str {
                $catalogue.summary(self as u16)
            }

            /// What to do about it.
            pub const fn action(self) -> $crate::__v1::Option<&'static str> {
                $catalogue.action(self as u16)
            }

            /// The API-independent category.
            pub const fn category(self) -> $crate::Category {
                $catalogue.category(self as u16)
            }

            /// The HTTP status it is documented with, the first of several.
            pub const fn status(self) -> $crate::__v1::Option<u16> {
                $catalogue.status(self as u16)
            }

            /// The group it stands in.
            pub const fn group(self) -> $crate::__v1::Option<&'static $crate::Group> {
                $catalogue.group(self as u16)
            }

            /// What may be retried, and when.
            pub const fn retry(self) -> $crate::RetryClass {
                $catalogue.retry(self as u16).class
            }

            /// May the server have acted before it answered so?
            pub const fn effect(self) -> $crate::Effect {
                $catalogue.effect(self as u16)
            }

            /// How sure the contract is of it.
            pub const fn basis(self) -> $crate::Basis {
                $catalogue.basis(self as u16)
            }

            /// The rarer facts: causes, message template, all statuses, documentation.
            pub fn extra(self) -> $crate::__v1::Option<&'static $crate::Extra> {
                $catalogue.extra(self as u16)
            }

            /// The code of a wire text or alias.
            pub fn from_wire(wire: &str) -> $crate::__v1::Option<Self> {
                $crate::Code::from_wire(wire)
            }
        }

        #[automatically_derived]
        impl $crate::Code for $code {
            const CATALOGUE: &'static $crate::Catalogue = &$catalogue;
            const ALL: &'static [Self] = Self::ALL;

            fn row(self) -> u16 {
                self as u16
            }
        }

        #[automatically_derived]
        impl $crate::__v1::fmt::Debug for $code {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.write_str($catalogue.variant(*self as u16))
            }
        }

        /// The summary, or the wire text where the contract gives none.
        #[automatically_derived]
        impl $crate::__v1::fmt::Display for $code {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.pad($catalogue.display(*self as u16))
            }
        }

        #[automatically_derived]
        impl $crate::__v1::Error for $code {}

        #[automatically_derived]
        impl $crate::__v1::FromStr for $code {
            type Err = $crate::UnknownCode;

            fn from_str(wire: &str) -> $crate::__v1::Result<Self, $crate::UnknownCode> {
                $crate::__v1::parse(wire)
            }
        }
    };
}
