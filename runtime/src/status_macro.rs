/// Implements the methods and traits of a status enum by means of its [`Statuses`](crate::status::Statuses). An enum with a derive
/// (`derived`) has its own comparison, and may have no variant for other statuses.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_status_v1 {
    ($status:ident, $statuses:expr, [$($variant:ident = $code:literal)*]) => {
        impl $status {
            /// Every declared status, in the order of the contract.
            pub const DECLARED: &'static [Self] = &[$(Self::$variant,)*];

            /// The declared status with this number, or else the number itself.
            pub const fn new(status: $crate::__v1::u16) -> Self {
                match status {
                    $($code => Self::$variant,)*
                    other => Self::Other(other),
                }
            }

            /// The number.
            pub const fn code(self) -> $crate::__v1::u16 {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Other(status) => status,
                }
            }
        }

        $crate::__errspec_status_v1!(@facts $status, $statuses);

        #[automatically_derived]
        impl $crate::__v1::From<$crate::__v1::u16> for $status {
            fn from(status: $crate::__v1::u16) -> Self {
                Self::new(status)
            }
        }

        #[automatically_derived]
        impl $crate::__v1::PartialEq for $status {
            fn eq(&self, other: &Self) -> $crate::__v1::bool {
                self.code() == other.code()
            }
        }

        #[automatically_derived]
        impl $crate::__v1::Eq for $status {}

        #[automatically_derived]
        impl $crate::__v1::PartialOrd for $status {
            fn partial_cmp(&self, other: &Self) -> $crate::__v1::Option<$crate::__v1::Ordering> {
                $crate::__v1::Option::Some($crate::__v1::Ord::cmp(self, other))
            }
        }

        #[automatically_derived]
        impl $crate::__v1::Ord for $status {
            fn cmp(&self, other: &Self) -> $crate::__v1::Ordering {
                $crate::__v1::Ord::cmp(&self.code(), &other.code())
            }
        }

        #[automatically_derived]
        impl $crate::__v1::Hash for $status {
            fn hash<H: $crate::__v1::Hasher>(&self, state: &mut H) {
                $crate::__v1::Hash::hash(&self.code(), state);
            }
        }
    };

    (derived $status:ident, $statuses:expr, [$($variant:ident = $code:literal)*], $other:ident) => {
        impl $status {
            /// Every declared status, in the order of the enum.
            pub const DECLARED: &'static [Self] = &[$(Self::$variant,)*];

            /// The declared status with this number, or else the number itself.
            pub const fn new(status: $crate::__v1::u16) -> Self {
                match status {
                    $($code => Self::$variant,)*
                    other => Self::$other(other),
                }
            }

            /// The number.
            pub const fn code(&self) -> $crate::__v1::u16 {
                match self {
                    $(Self::$variant => $code,)*
                    Self::$other(status) => *status,
                }
            }
        }

        #[automatically_derived]
        impl $crate::__v1::From<$crate::__v1::u16> for $status {
            fn from(status: $crate::__v1::u16) -> Self {
                Self::new(status)
            }
        }

        $crate::__errspec_status_v1!(@facts $status, $statuses);
    };

    (derived $status:ident, $statuses:expr, [$($variant:ident = $code:literal)*]) => {
        impl $status {
            /// Every declared status, in the order of the enum.
            pub const DECLARED: &'static [Self] = &[$(Self::$variant,)*];

            /// The declared status with this number; `None` if it is not declared.
            pub const fn new(status: $crate::__v1::u16) -> $crate::__v1::Option<Self> {
                match status {
                    $($code => $crate::__v1::Option::Some(Self::$variant),)*
                    _ => $crate::__v1::Option::None,
                }
            }

            /// The number.
            pub const fn code(&self) -> $crate::__v1::u16 {
                match self {
                    $(Self::$variant => $code,)*
                }
            }
        }

        #[automatically_derived]
        impl $crate::__v1::TryFrom<$crate::__v1::u16> for $status {
            type Error = $crate::status::UndeclaredStatus;

            fn try_from(status: $crate::__v1::u16) -> $crate::__v1::Result<Self, $crate::status::UndeclaredStatus> {
                Self::new(status).ok_or($crate::status::UndeclaredStatus(status))
            }
        }

        $crate::__errspec_status_v1!(@facts $status, $statuses);
    };

    (@facts $status:ident, $statuses:expr) => {
        const _: () = {
            const fn number(status: $status) -> $crate::__v1::u16 {
                status.code()
            }

            $crate::__errspec_facts_v1!($status, $statuses, number);
        };

        impl $status {
            /// The reason phrase as this API spells it; empty if the status is not declared.
            pub const fn phrase(self) -> &'static $crate::__v1::str {
                $statuses.phrase(self.code())
            }

            /// The category, in words that mean the same thing for every API.
            pub const fn category(self) -> $crate::__v1::Option<$crate::Category> {
                $statuses.category(self.code())
            }

            /// The retry class, which applies unless the code or a rule decides: that of the status or of its range, otherwise `unspecified`.
            pub const fn retry(self) -> $crate::RetryClass {
                $statuses.retry(self.code())
            }

            /// Whether the server may have acted before it sent this response.
            pub const fn effect(self) -> $crate::Effect {
                $statuses.effect(self.code())
            }

        }

        #[automatically_derived]
        impl $crate::__v1::From<$status> for $crate::__v1::u16 {
            fn from(status: $status) -> Self {
                status.code()
            }
        }

        /// The number and the reason phrase, as in `404 Not Found`.
        #[automatically_derived]
        impl $crate::__v1::fmt::Display for $status {
            fn fmt(&self, f: &mut $crate::__v1::fmt::Formatter<'_>) -> $crate::__v1::fmt::Result {
                $crate::status::write_status(f, self.code(), self.phrase())
            }
        }
    };
}
