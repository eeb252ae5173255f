#![allow(dead_code)]

mod duplicate {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(code = "twice")]
        First,
        #[errspec(code = "twice")]
        Second,
        #[errspec(aliases = ["SECOND", "FOURTH"])]
        Third,
        Fourth,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod family_of_the_wrong_kind {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(group(line, range = [1, 2]))]
    enum Code {
        #[errspec(group = line)]
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod group {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(group(bank, category = payment), group("x"), group(line, prefix = ""))]
    enum Code {
        #[errspec(group = bnak)]
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod not_an_integer {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(wire = integer)]
    enum Code {
        First = -32700,
        #[errspec(code = "x1")]
        Second,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod unclear_integers {
    const START: isize = 7;

    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(wire = integer)]
    enum Code {
        First = START,
        #[errspec(code = 8)]
        Second = START + 1,
        Third,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

fn main() {}
