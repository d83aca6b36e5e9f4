//! Numbers as written: compared by their decimal value, never by what a double makes of it.

use std::borrow::Cow;

use jsonschema::json::JsonNumber;
use serde_json::Number;

/// A number written in at most so many bytes, without an exponent, survives a double: 15 digits always do.
pub(in crate::notation) const ALWAYS_EXACT_BYTES: usize = 15;

/// The decimals that `%.17g` prints have so many digits; they name their double, if not in the shortest way.
const DIGITS_OF_A_DOUBLE: usize = 17;

/// The largest whole number up to which a double tells every whole number from the next: 2^53.
const EXACT_INTEGERS: f64 = 9_007_199_254_740_992.0;

/// A JSON number's decimal value: `0.d₁d₂d₃… × 10^exponent`, without zeros at either end of the digits.
///
/// Two numbers are equal when their decimals are: `1`, `1.0` and `10e-1` are one. Zero has no digits, and no sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decimal<'t> {
    is_negative: bool,
    /// From the first digit that is not zero to the last one, perhaps with a point among them.
    digits: &'t str,
    exponent: i64,
}

impl<'t> Decimal<'t> {
    /// The decimal of a number that was read by the JSON grammar.
    pub(super) fn of(number: &'t str) -> Self {
        let (is_negative, unsigned) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)),
            None => (unsigned, 0),
        };
        let point = mantissa.find('.').unwrap_or(mantissa.len());
        let digits = mantissa.trim_end_matches(['0', '.']);
        let leading = digits.len() - digits.trim_start_matches(['0', '.']).len();
        let digits = digits.get(leading..).unwrap_or_default();
        if digits.is_empty() {
            return Self { is_negative: false, digits, exponent: 0 };
        }
        // Digits before the point count up, zeros after it and before the first digit count down.
        let shift =
            if leading <= point { point as i64 - leading as i64 } else { point as i64 + 1 - leading as i64 };
        Self { is_negative, digits, exponent: exponent.saturating_add(shift) }
    }

    fn digits(&self) -> impl Iterator<Item = u8> + 't {
        self.digits.bytes().filter(|byte| *byte != b'.')
    }

    /// The digits as one number; none for more than a 64-bit number holds.
    fn digits_as_one(&self) -> Option<u64> {
        self.digits()
            .try_fold(0_u64, |number, digit| number.checked_mul(10)?.checked_add(u64::from(digit - b'0')))
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    pub(super) fn is_integer(&self) -> bool {
        self.is_zero() || self.exponent >= self.digits().count() as i64
    }
}

/// Whether a number is a whole multiple of another, by their decimals: `1e400` is one of `0.01`, whatever a double
/// makes of it. What the unit is no number of at most 18 digits, or zero, nothing is held against.
///
/// ```
/// use tadqiq::internals::notation::document::is_multiple;
///
/// assert!(is_multiple("1e400", "0.01") && is_multiple("0.3", "0.1") && !is_multiple("0.35", "0.1"));
/// ```
pub fn is_multiple(number: &str, unit: &str) -> bool {
    let (number, unit) = (Decimal::of(number), Decimal::of(unit));
    let Some(divisor) = unit.digits_as_one().filter(|divisor| *divisor > 0) else { return true };
    // Both as whole numbers times a power of ten. No digits end in zero: a power below that of the unit divides by ten
    // what ten does not divide.
    let power = |decimal: &Decimal<'_>| decimal.exponent.saturating_sub(decimal.digits().count() as i64);
    let Ok(shift) = u64::try_from(power(&number).saturating_sub(power(&unit))) else {
        return number.is_zero();
    };
    let divisor = u128::from(divisor);
    let digits = number.digits().fold(0, |rest, digit| (rest * 10 + u128::from(digit - b'0')) % divisor);
    (digits * power_of_ten(shift, divisor)).is_multiple_of(divisor)
}

/// The rest of a power of ten: below 2^64, as the divisor is.
fn power_of_ten(mut exponent: u64, divisor: u128) -> u128 {
    let (mut rest, mut square) = (1 % divisor, 10 % divisor);
    while exponent > 0 {
        if exponent % 2 == 1 {
            rest = rest * square % divisor;
        }
        square = square * square % divisor;
        exponent /= 2;
    }
    rest
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.is_negative == other.is_negative
            && self.exponent == other.exponent
            && self.digits().eq(other.digits())
    }
}

impl std::hash::Hash for Decimal<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.exponent.hash(state);
        self.digits().for_each(|digit| state.write_u8(digit));
    }
}

fn parse_exponent(written: &str) -> i64 {
    let (is_negative, digits) = match written.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, written.strip_prefix('+').unwrap_or(written)),
    };
    // Far beyond any double, and far enough from the ends that the point's shift does not wrap.
    const FAR: i64 = i64::MAX / 4;
    let size = digits
        .bytes()
        .fold(0_i64, |size, digit| size.saturating_mul(10).saturating_add(i64::from(digit - b'0')).min(FAR));
    if is_negative { -size } else { size }
}

/// Whether a program that reads the number as a double (as JavaScript, jq and most parsers do) and writes
/// it back writes another number.
///
/// So: a whole number beyond 2^53 whose last digits change (`9007199254740993`), a decimal with more than
/// 17 digits that are not all kept, and one too large (`1e400`) or too near to zero (`1e-400`) for a
/// double. A decimal of up to 17 digits is left alone: `%.17g` prints such, and they name their double.
pub(super) fn loses_precision(number: &str) -> bool {
    let decimal = Decimal::of(number);
    let Ok(double) = number.parse::<f64>() else {
        return true;
    };
    if decimal.is_zero() {
        return false;
    }
    if !double.is_finite() || double == 0.0 {
        return true;
    }
    let is_exempt = if decimal.is_integer() {
        double.abs() < EXACT_INTEGERS
    } else {
        decimal.digits().count() <= DIGITS_OF_A_DOUBLE
    };
    !is_exempt && Decimal::of(&format!("{double:e}")) != decimal
}

/// A number, as it is written.
#[derive(Debug, Clone, Copy)]
pub struct WrittenNumber<'a>(pub(super) &'a str);

impl WrittenNumber<'_> {
    /// The number as a 64-bit integer or else the nearest finite double.
    pub(super) fn nearest(self) -> Number {
        // `-0` is a double, the only one among what looks whole.
        let whole = (self.0 != "-0").then(|| {
            let unsigned = self.0.parse::<u64>().map(Number::from);
            unsigned.or_else(|_| self.0.parse::<i64>().map(Number::from)).ok()
        });
        let double = self.0.parse::<f64>().unwrap_or_default().clamp(f64::MIN, f64::MAX);
        whole.flatten().or_else(|| Number::from_f64(double)).unwrap_or_else(|| Number::from(0))
    }
}

impl JsonNumber for WrittenNumber<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|double: &f64| double.is_finite())
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(self.nearest())
    }

    #[inline]
    fn is_integer(&self) -> bool {
        let is_plain = !self.0.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
        is_plain || Decimal::of(self.0).is_integer()
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, is_multiple, loses_precision};

    #[test]
    fn equal_numbers_have_equal_decimals() {
        for (one, other, equal) in [
            ("1", "1.0", true),
            ("1", "10e-1", true),
            ("100", "1E+2", true),
            ("0", "-0.0e9", true),
            ("0.001", "1e-3", true),
            ("10.010", "1001e-2", true),
            ("-1", "1", false),
            ("1", "10", false),
            ("0.1", "0.01", false),
            ("9007199254740993", "9007199254740992", false),
            ("1e999999999999999999999", "2e999999999999999999999", false),
        ] {
            assert_eq!(Decimal::of(one) == Decimal::of(other), equal, "{one} {other}");
        }
    }

    #[test]
    fn tells_multiples() {
        for (number, unit, multiple) in [
            ("1e400", "0.01", true),
            ("1e1000000000", "0.01", true),
            ("1e1000000000", "3", false),
            ("3e1000000000", "3", true),
            ("1e-1000000000", "0.01", false),
            ("0.3", "0.1", true),
            ("1.1", "0.1", true),
            ("4.35", "0.01", true),
            ("4.355", "0.01", false),
            ("0", "7", true),
            ("-0.0e9", "7", true),
            ("-21", "7", true),
            ("22", "7", false),
            ("9007199254740993", "2", false),
            ("9007199254740993", "3", true),
            ("36893488147419103230", "18446744073709551615", true),
            ("36893488147419103231", "18446744073709551615", false),
            ("7.5", "2.5", true),
            ("100", "1e2", true),
            ("150", "1e2", false),
            ("1e308", "1e-8", true),
            ("12", "0", true),
        ] {
            assert_eq!(is_multiple(number, unit), multiple, "{number} {unit}");
        }
    }

    #[test]
    fn tells_whole_numbers() {
        for (number, whole) in [
            ("1.0", true),
            ("1e2", true),
            ("0.0", true),
            ("120e-1", true),
            ("1e400", true),
            ("1.5", false),
            ("12e-1", false),
            ("9007199254740993.5", false),
            ("1e-400", false),
        ] {
            assert_eq!(Decimal::of(number).is_integer(), whole, "{number}");
        }
    }

    #[test]
    fn knows_what_a_double_loses() {
        for (number, loses) in [
            ("0.1", false),
            ("-0", false),
            ("0e999", false),
            ("9007199254740992", false),
            ("9007199254740993", true),
            ("-9007199254740993", true),
            ("9007199254740993.0", true),
            ("10000000000000000000000", false),
            ("1e22", false),
            ("1e23", false),
            ("1e400", true),
            ("-1e400", true),
            ("1e-400", true),
            ("5e-324", false),
            ("18446744073709551616", true),
            ("0.30000000000000004", false),
            ("2.2999999999999998", false),
            ("3.14159265358979323846", true),
            ("3.1400000000000000000000", false),
            ("1234567890.12", false),
        ] {
            assert_eq!(loses_precision(number), loses, "{number}");
        }
    }
}
