errspec::include_spec!();
errspec::include_spec!(payments);
errspec::include_spec!(7);

fn main() {}
