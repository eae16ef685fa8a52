//! Product, and the ids of account and cluster where the product wants them.

use crate::cluster::console::{Place, use_app};
use crate::ui::drawn::drawn;
use crate::ui::field::Field;
use crate::ui::segmented::{Choice, Segmented, SegmentedLook};
use crate::ui::text_input::TextInput;
use database::Id;
use database::connection::Product;
use leptos::prelude::*;

const NO_ID: &str = "An id has 32 hexadecimal digits in five groups, such as 01234567-89ab-cdef-0123-456789abcdef.";

/// What is being put in. It begins with what was put in last.
#[derive(Clone, Copy)]
pub struct PlaceFields {
    product: RwSignal<Product>,
    account: RwSignal<String>,
    cluster: RwSignal<String>,
    /// Whether it was tried to sign in with it, so that mistakes are shown.
    tried: RwSignal<bool>,
}

impl PlaceFields {
    /// The fields of a page.
    pub fn new() -> Self {
        let Place { product, account, cluster } = use_app().place.get_untracked();
        Self {
            product: RwSignal::new(product),
            account: RwSignal::new(account),
            cluster: RwSignal::new(cluster),
            tried: RwSignal::new(false),
        }
    }

    /// What was put in; none where an id is missing or is none, which is shown from now on.
    pub fn read(self) -> Option<Place> {
        self.tried.set(true);
        let place = untrack(|| Place {
            product: self.product.get(),
            account: self.account.get().trim().to_owned(),
            cluster: self.cluster.get().trim().to_owned(),
        });
        (!place.product.needs_cluster() || place.ids().is_some()).then_some(place)
    }

    fn mistake(self, id: RwSignal<String>) -> Signal<Option<String>> {
        Signal::derive(move || {
            (self.tried.get() && id.with(|id| Id::parse(id.trim()).is_none())).then(|| NO_ID.to_owned())
        })
    }
}

/// The fields.
#[component]
pub fn PlaceInputs(fields: PlaceFields) -> impl IntoView {
    let PlaceFields { product, account, cluster, .. } = fields;
    let options = Product::ALL.map(|product| Choice::new(product.title().trim_start_matches("InfluxDB "))).to_vec();
    let chosen = Signal::derive(move || Product::ALL.iter().position(|known| *known == product.get()).unwrap_or(0));
    let choose = Callback::new(move |index: usize| {
        if let Some(chosen) = Product::ALL.get(index) {
            product.set(*chosen);
        }
    });
    view! {
        <Segmented legend="Product" options chosen on_choose=choose look=SegmentedLook::Fill />
        {drawn(move || {
            product
                .get()
                .needs_cluster()
                .then(|| {
                    view! {
                        <Field
                            label="Account id"
                            hint="influxctl cluster list --format json prints both ids."
                            error=fields.mistake(account)
                        >
                            <TextInput value=account name="account" class="input--lg input--mono" />
                        </Field>
                        <Field label="Cluster id" error=fields.mistake(cluster)>
                            <TextInput value=cluster name="cluster" class="input--lg input--mono" />
                        </Field>
                    }
                })
        })}
    }
}
