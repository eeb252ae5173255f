/// Gives an enum of codes its methods and traits over its [`Catalog`](crate::Catalog); the variants are in row order.
///
/// A hand-written enum (`derived`) may have discriminants of its own, so a function tells the row, and has its own `Debug`.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_code_v1 {
    ($code:ident, $catalog:expr, [$($variant:ident)*]) => {
        const _: () = {
            const fn row(code: $code) -> $crate::__v1::u16 {
                code as $crate::__v1::u16
            }

            $crate::__errspec_code_v1!(derived $code, $catalog, row, [$($variant)*]);
        };

        #[automatically_derived]
        impl $crate::__v1::fmt::Debug for $code {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                f.write_str($catalog.variant(*self as $crate::__v1::u16))
            }
        }
    };

    (derived $code:ident, $catalog:expr, $row:ident, [$($variant:ident)*]) => {
        const _: () = {
            // Statics, each of which the compiler evaluates and checks once. Not `Self::`, which it resolves by a walk over all variants.
            static ALL: [$code; $catalog.len()] = [$($code::$variant,)*];
            static SLOTS: [$crate::__v1::Option<$code>; $catalog.lookup.slots()] = $catalog.lookup.codes(&ALL);

            impl $code {
                /// Every code, in the order of the contract.
                pub const ALL: &'static [Self] = &ALL;
            }

            #[automatically_derived]
            impl $crate::Code for $code {
                const CATALOG: &'static $crate::Catalog = &$catalog;
                const SLOTS: &'static [$crate::__v1::Option<Self>] = &SLOTS;
                const ALL: &'static [Self] = &ALL;

                #[inline]
                fn row(self) -> $crate::__v1::u16 {
                    $row(self)
                }
            }
        };

        $crate::__errspec_facts_v1!($code, $catalog, $row);

        impl $code {
            /// The text the API sends.
            #[inline]
            pub const fn as_str(self) -> &'static $crate::__v1::str {
                $catalog.wire($row(self))
            }

            /// The category, which means the same for every API.
            #[inline]
            pub const fn category(self) -> $crate::Category {
                $catalog.category($row(self))
            }

            /// The HTTP status it is documented with, the first of several.
            #[inline]
            pub const fn status(self) -> $crate::__v1::Option<$crate::__v1::u16> {
                $catalog.status($row(self))
            }

            /// The group it stands in.
            #[inline]
            pub const fn group(self) -> $crate::__v1::Option<&'static $crate::Group> {
                $catalog.group($row(self))
            }

            /// What may be retried, and when, as far as the code alone says: an error's own `retry` knows its status too.
            #[inline]
            pub const fn retry(self) -> $crate::RetryClass {
                $catalog.retry($row(self)).class
            }

            /// Whether the server may have acted before it sent this response.
            #[inline]
            pub const fn effect(self) -> $crate::Effect {
                $catalog.effect($row(self))
            }

            /// What few codes have: a message template, several statuses.
            pub fn extra(self) -> $crate::__v1::Option<&'static $crate::Extra> {
                $catalog.extra($row(self))
            }

            /// The code of a wire text or alias.
            pub fn from_wire(wire: &$crate::__v1::str) -> $crate::__v1::Option<Self> {
                $crate::Code::from_wire(wire)
            }
        }

        /// The summary, or the wire text where the contract gives none.
        #[automatically_derived]
        impl $crate::__v1::fmt::Display for $code {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                $crate::__v1::fmt_code(f, $catalog.display($row(*self)))
            }
        }

        #[automatically_derived]
        impl $crate::__v1::Error for $code {}

        #[automatically_derived]
        impl $crate::__v1::FromStr for $code {
            type Err = $crate::UnknownCode;

            fn from_str(wire: &$crate::__v1::str) -> $crate::__v1::Result<Self, $crate::UnknownCode> {
                $crate::__v1::parse(wire)
            }
        }
    };
}
