use errspec_tests_ui::typestate::print_job_typestate::{Done, PrintJob};

fn main() {
    let _ = PrintJob::new(Done { pages: 1 });
}
