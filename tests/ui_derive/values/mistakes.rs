#![allow(dead_code)]

mod durations_and_addresses {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(expires = "30 days", docs = "example.com")]
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod status {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(status = 42)]
        First,
        #[errspec(status = [402, "x"])]
        Second,
        #[errspec(status = { 402 })]
        Third,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

fn main() {}
