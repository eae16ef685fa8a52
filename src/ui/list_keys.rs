//! Where arrows, Home and End lead in a list, once for all widgets that have them.

/// Along a row, turning round at its ends; `None` for other keys.
pub fn across(key: &str, here: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowRight" => around(here, count, 1),
        "ArrowLeft" => around(here, count, -1),
        _ => ends(key, count),
    }
}

/// Down a list, turning round at its ends; `None` for other keys.
pub fn down(key: &str, here: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowDown" => around(here, count, 1),
        "ArrowUp" => around(here, count, -1),
        _ => ends(key, count),
    }
}

/// Down a list that ends at its ends, with the Page keys by ten; `None` for other keys.
pub fn clamped(key: &str, here: usize, count: usize) -> Option<usize> {
    const PAGE: usize = 10;
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" => Some((here + 1).min(last)),
        "ArrowUp" => Some(here.saturating_sub(1)),
        "PageDown" => Some((here + PAGE).min(last)),
        "PageUp" => Some(here.saturating_sub(PAGE)),
        _ => ends(key, count),
    }
}

/// The next item that starts with a letter, behind the one at `here` and going round; `None` for other keys.
pub fn to_letter<'a>(key: &str, here: usize, count: usize, title: impl Fn(usize) -> &'a str) -> Option<usize> {
    if count == 0 || key.chars().count() != 1 || key == " " {
        return None;
    }
    let wanted = key.to_lowercase();
    (1..=count).map(|step| (here + step) % count).find(|at| title(*at).to_lowercase().starts_with(&wanted))
}

fn around(here: usize, count: usize, step: isize) -> Option<usize> {
    let (here, count) = (isize::try_from(here).ok()?, isize::try_from(count).ok()?);
    (count > 0).then(|| (here + step).rem_euclid(count)).and_then(|next| usize::try_from(next).ok())
}

fn ends(key: &str, count: usize) -> Option<usize> {
    match key {
        "Home" if count > 0 => Some(0),
        "End" => count.checked_sub(1),
        _ => None,
    }
}
