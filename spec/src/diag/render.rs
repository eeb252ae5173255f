//! The renderings of findings.
