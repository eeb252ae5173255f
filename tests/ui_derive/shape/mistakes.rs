#![allow(dead_code)]

mod carries_something {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        First(u8),
        Second { why: u8 },
    }
}

mod no_variants {
    #[derive(Debug, errspec::Retryable)]
    enum Code {}
}

mod not_an_enum {
    #[derive(errspec::ErrorCode)]
    pub(crate) struct Code;

    #[derive(errspec::Retryable)]
    union Union {
        a: u8,
    }
}

mod parameters {
    #[derive(Debug, errspec::Retryable)]
    enum Code<T> {
        First(T),
    }
}

fn main() {}
