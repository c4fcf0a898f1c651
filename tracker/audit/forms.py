"""What the trail is narrowed by."""

from flask_babel import lazy_gettext as _l

from tracker.web.fields import DateField, ShortText, TextChoice
from tracker.web.forms import FilterForm


class TrailFilterForm(FilterForm):
    """Act, person, kind of thing, days; `subject_id` comes by a link from one thing's entry."""

    act = TextChoice(_l("Tindakan"), required=False, blank=_l("Semua tindakan"))
    actor_name = ShortText(_l("Nama pelaku"), required=False)
    subject_type = TextChoice(_l("Tentang"), required=False, blank=_l("Semua hal"))
    first_day = DateField(_l("Dari tanggal"), required=False)
    last_day = DateField(_l("Sampai tanggal"), required=False)
