//! A table with a row for each token.

use crate::ui::untrusted::Untrusted;
use console_core::bulk::Dialect;
use leptos::prelude::*;

/// The table, in a box that scrolls.
pub fn table(id: &'static str, label: &'static str, rows: AnyView) -> AnyView {
    view! {
        <div class="many__wrap" tabindex="0" role="region" aria-label=label id=id>
            <table class="many__table bulktable">
                <thead>
                    <tr>
                        <th scope="col">"Token"</th>
                        <th scope="col">{label}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// One token, and what is said of it.
pub fn row<D: Dialect>(token: &D::Token, said: AnyView) -> AnyView {
    view! {
        <tr>
            <th scope="row">
                <span class="many__name">
                    <Untrusted text=D::name(token) />
                </span>
                <span class="many__id" translate="no">
                    {D::id(token).to_string()}
                </span>
            </th>
            <td>{said}</td>
        </tr>
    }
    .into_any()
}
