//! Each module breaks one rule of catalogs.
#![allow(dead_code)]

mod bad_code {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(code = "")]
        First,
        #[errspec(aliases = ["a", ""])]
        Second,
    }
}

mod bad_range {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(wire = integer, group(a, range = [9, 1]), group(b, range = 7))]
    enum Code {
        #[errspec(code = 1)]
        First,
    }
}

mod empty_list {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(status = [])]
        First,
    }
}

mod mask_without_code {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(wire = integer, group(a, mask = 0xff))]
    enum Code {
        #[errspec(code = 1)]
        First,
    }
}

mod missing_key {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(retry(attempts = 2))]
        First,
        #[errspec(retry(class = transient, backoff(kind = table)))]
        Second,
    }
}

mod unlisted_in_closed {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(open = false, unlisted(retry = never))]
    enum Code {
        #[errspec(status = 404)]
        First,
    }
}

mod numbers {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(retry(class = transient, attempts = 0))]
        First,
        #[errspec(retry(class = transient, attempts = 2, retries = 1))]
        Second,
        #[errspec(retry(class = transient, backoff(kind = exponential, base = 1s, factor = 0.5)))]
        Third,
    }
}

mod overlapping_families {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(group(a, prefix = "x"), group(b, prefix = "x"))]
    enum Code {
        #[errspec(group = a)]
        First,
        #[errspec(group = b)]
        Second,
    }
}

mod several_classes {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(retry(never, transient))]
        First,
        #[errspec(retry(after_change = input, after_time = maintenance_end))]
        Second,
    }
}

mod several_families {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(group(a, prefix = "x", range = [1, 2]))]
    enum Code {
        #[errspec(group = a)]
        First,
    }
}

mod undeclared_fact_of_basis {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(basis(color = inferred))]
        First,
    }
}

mod wrong_kind {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(open = yes)]
    enum Code {
        #[errspec(summary = ["a"])]
        First,
        #[errspec(causes = never(x))]
        Second,
        #[errspec(status(a = 1))]
        Third,
        #[errspec(effect(none = 1))]
        Fourth,
    }
}

mod word_alone {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(summary)]
        First,
        #[errspec(retry)]
        Second,
        #[errspec(status)]
        Third,
        #[errspec(code)]
        Fourth,
    }
}

fn main() {}
