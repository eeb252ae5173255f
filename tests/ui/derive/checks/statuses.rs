//! Each module breaks one rule of statuses.
#![allow(dead_code)]

mod overlapping_ranges {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    #[errspec(range("400-450", retry = never), range("440-499", retry = transient))]
    enum Status {
        NotFound,
    }
}

mod phrase_of_a_range {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    #[errspec(range("4xx", phrase = "No"))]
    enum Status {
        NotFound,
    }
}

mod bad_number {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    enum Status {
        #[errspec(status = 99)]
        Low,
        #[errspec(status = x)]
        Word,
        #[errspec(status = [404])]
        List,
    }
}

fn main() {}
