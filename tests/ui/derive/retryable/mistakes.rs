#![allow(dead_code)]

mod words {
    #[derive(Debug, errspec::Retryable)]
    #[errspec(efect = none)]
    enum CallError {
        #[errspec(retry = sometimes)]
        Connect(std::io::Error),
        #[errspec(code = "x", retyr = never)]
        Second { why: u8 },
    }

    pub fn used() {
        use errspec::Retryable;
        println!("{}", CallError::Second { why: 1 }.is_retryable());
    }
}

fn main() {}
