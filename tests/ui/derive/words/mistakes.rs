#![allow(dead_code)]

mod category_effect_basis {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(category = paymnt, effect = perhaps, basis = guessed)]
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod rename_all {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    #[errspec(rename_all = "snakecase")]
    enum Code {
        First,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

mod retry_classes {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, errspec::ErrorCode)]
    enum Code {
        #[errspec(retry = transiet)]
        First,
        #[errspec(retry = after_action)]
        Second,
        #[errspec(retry = after_action(add_fonds))]
        Third,
        #[errspec(retry = keep_polling("5"))]
        Fourth,
        #[errspec(retry = true)]
        Fifth,
        #[errspec(retry(class = never, attempts = 2))]
        Sixth,
    }

    pub fn used() {
        println!("{} {:?}", Code::First, Code::First.retry());
    }
}

fn main() {}
