"""The needs as people read them on buttons and in reasons."""

from __future__ import annotations

from bot.messages.catalogue import _

TITLES = {
    "recognition": _("Recognition of my qualifications"),
    "qualification": _("Training for my profession"),
    "labour_rights": _("Problems at work"),
    "visa": _("Visa to come to Germany"),
    "residence": _("Residence permit"),
    "asylum": _("Asylum"),
    "naturalisation": _("German citizenship"),
    "family_reunification": _("Bringing my family"),
    "job_search": _("Finding a job"),
    "self_employment": _("Starting a business"),
    "german_course": _("German course"),
    "study": _("University or vocational training"),
    "school": _("School or kindergarten"),
    "housing": _("Flat and housing"),
    "social_benefits": _("Letters, benefits, debts"),
    "health": _("Health"),
    "discrimination": _("Discrimination"),
    "community": _("Meeting people"),
    "intercultural_training": _("Diversity training for organisations"),
    "emergency": _("Emergency"),
}
