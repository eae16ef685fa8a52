//! Numbers as people read them.

/// A number with its thousands set apart.
///
/// ```
/// assert_eq!(console_core::text::number(1_234_567), "1,234,567");
/// ```
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The verb behind a number of things that fit: "1 matches", "2 match".
pub const fn matches(number: usize) -> &'static str {
    if number == 1 { "matches" } else { "match" }
}
