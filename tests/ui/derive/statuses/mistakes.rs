#![allow(dead_code)]

mod one_for_all_others {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    enum Status {
        NotFound,
        Other(u16),
        More(u16),
        Named { status: u16 },
    }
}

mod ranges {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    #[errspec(range("6xy", retry = never), range(retry = never), range("5xx", retry = sometimes))]
    enum Status {
        NotFound,
    }

    pub fn used() {
        println!("{:?}", Status::new(404));
    }
}

mod which_number {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    enum Status {
        NotFond,
        #[errspec(status = 404)]
        Missing,
        NotFound,
        #[errspec(status = 1000)]
        Large,
        Other(u16),
    }

    pub fn used() {
        println!("{}", Status::from(404));
    }
}

mod unclear_numbers {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::StatusCode)]
    enum Status {
        NotFound = 404,
        Gone,
        Odd = 400 + 51,
        #[errspec(status = 460)]
        Odder,
        Oddest,
    }

    pub fn used() {
        println!("{}", u16::from(Status::NotFound));
    }
}

fn main() {}
