/// Implements the methods and traits of an enum of codes by means of its [`Catalog`](crate::Catalog). The variants are in row order.
///
/// The enum of a whole contract (`of Api`) names errors of that API. A derived enum (`derived`) may have its own discriminants, so a function returns the row, and it has its own `Debug`.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_code_v1 {
    ($code:ident of $api:ident, $catalog:expr, [$($variant:ident)*]) => {
        $crate::__errspec_code_v1!($code, $catalog, [$($variant)*]);

        #[automatically_derived]
        impl $crate::ContractError for $code {
            type Api = $api;

            fn code(&self) -> $crate::CodeRef {
                $crate::__v1::From::from(*self)
            }
        }
    };

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
            // These are statics, so that the compiler evaluates and checks each of them only once. The variants are not named through
            // `Self::`, which the compiler resolves by a linear search over all variants.
            static ALL: [$code; $catalog.len()] = [$($code::$variant,)*];
            static SLOTS: [$crate::__v1::Option<$code>; $catalog.lookup.slots()] = $catalog.lookup.codes(&ALL);

            impl $code {
                /// Every code, in the order of the contract.
                pub const ALL: &'static [Self] = &ALL;

                /// The table that lists them, with every fact.
                pub const CATALOG: &'static $crate::Catalog = &$catalog;
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

            /// The category, in words that mean the same thing for every API.
            #[inline]
            pub const fn category(self) -> $crate::Category {
                $catalog.category($row(self))
            }

            /// The HTTP status it is documented with; the first if there are several.
            #[inline]
            pub const fn status(self) -> $crate::__v1::Option<$crate::__v1::u16> {
                $catalog.status($row(self))
            }

            /// The group it belongs to.
            #[inline]
            pub const fn group(self) -> $crate::__v1::Option<&'static $crate::Group> {
                $catalog.group($row(self))
            }

            /// The retry class according to the code alone. The `retry` method of an error also takes the status into account.
            #[inline]
            pub const fn retry(self) -> $crate::RetryClass {
                $catalog.retry($row(self)).class
            }

            /// Whether the server may have acted before it sent this response.
            #[inline]
            pub const fn effect(self) -> $crate::Effect {
                $catalog.effect($row(self))
            }

            /// Whether it has this tag of the contract.
            pub fn has_tag(self, tag: &$crate::__v1::str) -> $crate::__v1::bool {
                $catalog.has_tag($row(self), tag)
            }

            /// Facts that only few codes have, such as a message template or several statuses.
            pub fn extra(self) -> $crate::__v1::Option<&'static $crate::Extra> {
                $catalog.extra($row(self))
            }

            /// The code with this wire text or alias.
            pub fn from_wire(wire: &$crate::__v1::str) -> $crate::__v1::Option<Self> {
                $crate::Code::from_wire(wire)
            }
        }

        /// The summary or, if the contract gives none, the symbol of an integer code or the wire text.
        #[automatically_derived]
        impl $crate::__v1::fmt::Display for $code {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                $crate::__v1::fmt_code(f, $catalog.shown($row(*self)))
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
