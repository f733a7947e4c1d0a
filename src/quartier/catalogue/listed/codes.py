"""The closed code lists of the Förderdatenbank with their German words; oddities such as `schlesig_holstein` stay.

State of 2026-08. A code that is not here means that the database changed: the import refuses it instead of guessing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quartier.model.listed import Facet

ALIASES = {"bundesweit": "_bundesweit"}
"""Two records of the database for one thing: the whole country."""

NATIONWIDE = "_bundesweit"
OTHER = "sonstige"

STATE_CODES = {
    "baden_wuerttemberg": "BW",
    "bayern": "BY",
    "berlin": "BE",
    "brandenburg": "BB",
    "bremen": "HB",
    "de_ni": "NI",
    "de_st": "ST",
    "hamburg": "HH",
    "hessen": "HE",
    "mecklenburg_vorpommern": "MV",
    "nordrhein_westfalen": "NW",
    "rheinland_pfalz": "RP",
    "saarland": "SL",
    "sachsen": "SN",
    "schlesig_holstein": "SH",
    "thueringen": "TH",
}
"""The states by the short form the fact `place.state` uses."""

_AREAS = {
    "arbeit": "Arbeit",
    "aus_weiterbildung": "Aus- und Weiterbildung",
    "aussenwirtschaft": "Außenwirtschaft",
    "beratung": "Beratung",
    "corona": "Corona-Hilfe",
    "digitalisierung": "Digitalisierung",
    "energieeffizienz_erneuerbare_energien": "Energieeffizienz und erneuerbare Energien",
    "existenzgruendung_festigung": "Existenzgründung und -festigung",
    "forschung_innovation_themenoffen": "Forschung und Innovation, themenoffen",
    "forschung_innovation_themenspezifisch": "Forschung und Innovation, themenspezifisch",
    "frauenfoerderung": "Frauenförderung",
    "gesundheit_soziales": "Gesundheit und Soziales",
    "infrastruktur": "Infrastruktur",
    "kultur_medien_sport": "Kultur, Medien und Sport",
    "landwirtschaft_laendliche_entwicklung": "Landwirtschaft und ländliche Entwicklung",
    "messen_ausstellungen": "Messen und Ausstellungen",
    "mobilitaet": "Mobilität",
    "regionalfoerderung": "Regionalförderung",
    "smart_cities_regionen": "Smart Cities und Regionen",
    "staedtebau_stadterneuerung": "Städtebau und Stadterneuerung",
    "umwelt_naturschutz": "Umwelt- und Naturschutz",
    "unternehmensfinanzierung": "Unternehmensfinanzierung",
    "wohnungsbau_modernisierung": "Wohnungsbau und -modernisierung",
}

_SUBAREAS = {
    "arbeit": "arbeitsgestaltung_arbeitsschutz ausserbetriebliche_arbeitsgelegenheiten betriebliche_arbeitsplaetze "
    "eingliederung_besonderer_zielgruppen qualifizierung_von_arbeitssuchenden",
    "aus_weiterbildung": "ausbildung_besonderer_zielgruppen ausbildungsstrukturen_traeger "
    "ausserbetriebliche_ausbildung berufsvorbereitung betriebliche_ausbildung studienfoerderung "
    "weiterbildung_unternehmer_selbststaendige "
    "weiterbildung_von_arbeitnehmern weiterbildung_von_arbeitssuchenden weiterbildungsstrukturen_traeger",
    "aussenwirtschaft": "auslandsinvestitionen aussenwirtschaftsberatung entwicklungszusammenarbeit exportfinanzierung "
    "markterkundung_erschliessung messen_ausstellungen",
    "beratung": "aus_weiterbildung aussenwirtschaft energieeffizienz_erneuerbare_energien existenzgruendung_festigung "
    "forschung_innovation umwelt_naturschutz unternehmensfuehrung",
    "energieeffizienz_erneuerbare_energien": "beratung_schulung betriebliche_private_investitionen "
    "forschung_innovation oeffentliche_infrastruktur wohnungsbau_modernisierung",
    "existenzgruendung_festigung": "beratung_schulung betriebsmittel festigungsinvestitionen gruendungsinvestitionen "
    "gruendungsstrukturen_netzwerke lebensunterhalt_soziale_sicherung",
    "forschung_innovation_themenoffen": "beratung_schulung betriebliche_innovationen forschung_entwicklung "
    "gruendung_von_technologieunternehmen kooperationen_netzwerke patentierung_verwertung",
    "forschung_innovation_themenspezifisch": "bauen_wohnen biowissenschaften energieeffizienz_erneuerbare_energien "
    "geowissenschaften gesundheit_medizin grundlagenforschung information_kommunikation land_forst_fischwirtschaft "
    "luft_raumfahrt mikrosysteme mobilitaet_verkehr nachwachsende_rohstoffe nanotechnologie optische_technologien "
    "produktion_dienstleistungen schifffahrt_meerestechnik sicherheitsforschung umwelt_naturschutz werkstoffe "
    "wirtschafts_sozial_geisteswissenschaften",
    "frauenfoerderung": "arbeit_aus_weiterbildung existenzgruendung_unternehmensfinanzierung gesundheit_soziales_ff "
    "sonstige",
    "gesundheit_soziales": "behinderte_menschen buergerschaftliches_engagement gesundheit gleichstellung integration "
    "kinder_jugendliche_familien senioren_pflege",
    "infrastruktur": "aus_weiterbildung energie_umwelt forschung_innovation gesundheit_soziales "
    "information_kommunikation kultur laendliche_entwicklung staedtebau_stadterneuerung tourismus verkehr",
    "kultur_medien_sport": "denkmalschutz_pflege film_fernsehen kunst_kultur politische_bildung sport_sportstaetten",
    "landwirtschaft_laendliche_entwicklung": "besondere_formen_der_landbewirtschaftung einzelbetriebliche_foerderung "
    "fischwirtschaft forschung_innovation forstwirtschaft laendliche_entwicklung marktstrukturverbesserung "
    "wasserwirtschaft_kuestenschutz",
    "messen_ausstellungen": "auslandsmessen inlandsmessen",
    "regionalfoerderung": "gewerbliche_wirtschaft laendliche_entwicklung oeffentliche_infrastruktur",
    "staedtebau_stadterneuerung": "aktive_stadt_und_ortsteilzentren energetische_sanierung sanierung_entwicklung "
    "soziale_stadt stadtumbau staedtebaulicher_denkmalschutz",
    "umwelt_naturschutz": "beratung_schulung betriebliche_private_investitionen forschung_innovation "
    "naturschutz_landschaftspflege oeffentliche_infrastruktur",
    "unternehmensfinanzierung": "beratung_schulung betriebliche_investitionen betriebsmittel "
    "konsolidierung_stabilisierung kooperationen_netzwerke nachfolge",
    "wohnungsbau_modernisierung": "modernisierung_sanierung soziale_wohnraumfoerderung wohnungsbau_erwerb",
}
"""The second level below an area. The same code stands below several, so it only counts together with its area."""

AREA_OF_CLASSIFIER = {
    "UFArbeit": "arbeit",
    "UFAusWeiterbildung": "aus_weiterbildung",
    "UFAussenwirtschaft": "aussenwirtschaft",
    "UFBeratung": "beratung",
    "UFEnergieeffizienz": "energieeffizienz_erneuerbare_energien",
    "UFExistenzgruendung": "existenzgruendung_festigung",
    "UFForschungOffen": "forschung_innovation_themenoffen",
    "UFForschungSpezifisch": "forschung_innovation_themenspezifisch",
    "UFFrauenfoerderung": "frauenfoerderung",
    "UFGesundheitSoziales": "gesundheit_soziales",
    "UFInfrastruktur": "infrastruktur",
    "UFKulturMedienSport": "kultur_medien_sport",
    "UFLandwirtschaft": "landwirtschaft_laendliche_entwicklung",
    "UFMessenAusstellungen": "messen_ausstellungen",
    "UFRegionalfoerderung": "regionalfoerderung",
    "UFStaedtebauStadterneuerung": "staedtebau_stadterneuerung",
    "UFUmweltNaturschutz": "umwelt_naturschutz",
    "UFUnternehmensfinanzierung": "unternehmensfinanzierung",
    "UFWohnungsbau": "wohnungsbau_modernisierung",
}
"""The export's lists of second levels by the area they stand below."""

_SECTORS = (
    "dienstleistungen freie_berufe gastgewerbe_tourismus handel handwerk kultur_kreativwirtschaft "
    "land_forst_fischwirtschaft produzierendes_gewerbe"
)
_SECTOR_APPLICANTS = ("existenzgruenderin", "unternehmen")

_LABELS = {
    Facet.FUNDING_TYPE: {
        "beteiligung": "Beteiligung",
        "buergschaft": "Bürgschaft",
        "darlehen": "Darlehen",
        "garantie": "Garantie",
        "sonstige": "Sonstige",
        "zuschuss": "Zuschuss",
    },
    Facet.ELIGIBLE_APPLICANTS: {
        "bildungseinrichtung": "Bildungseinrichtung",
        "existenzgruenderin": "Existenzgründer/in",
        "forschungseinrichtung": "Forschungseinrichtung",
        "hochschule": "Hochschule",
        "kommune": "Kommune",
        "oeffentliche_einrichtung": "Öffentliche Einrichtung",
        "privatperson": "Privatperson",
        "unternehmen": "Unternehmen",
        "verband_vereinigung": "Verband/Vereinigung",
    },
    Facet.FUNDING_AREA: _AREAS,
    Facet.FUNDING_BODY: {"bund": "Bund", "eu": "EU", "land": "Land"},
    Facet.FUNDING_LOCATION: {
        "_bundesweit": "bundesweit",
        "baden_wuerttemberg": "Baden-Württemberg",
        "bayern": "Bayern",
        "berlin": "Berlin",
        "brandenburg": "Brandenburg",
        "bremen": "Bremen",
        "de_ni": "Niedersachsen",
        "de_st": "Sachsen-Anhalt",
        "hamburg": "Hamburg",
        "hessen": "Hessen",
        "mecklenburg_vorpommern": "Mecklenburg-Vorpommern",
        "nordrhein_westfalen": "Nordrhein-Westfalen",
        "rheinland_pfalz": "Rheinland-Pfalz",
        "saarland": "Saarland",
        "sachsen": "Sachsen",
        "schlesig_holstein": "Schleswig-Holstein",
        "sonstige": "Sonstige",
        "thueringen": "Thüringen",
    },
    Facet.GRW: {"grw_foerderung": "GRW-Förderung", "keine_grw_foerderung": "keine GRW-Förderung"},
    Facet.COMPANY_SIZE: {
        "grosses_unternehmen": "Großes Unternehmen",
        "kleines_unternehmen": "Kleines Unternehmen",
        "kleinstunternehmen": "Kleinstunternehmen",
        "mittleres_unternehmen": "Mittleres Unternehmen",
    },
}

CODES: dict[Facet, frozenset[str]] = {
    **{facet: frozenset(labels) for facet, labels in _LABELS.items()},
    Facet.FUNDING_SUBAREA: frozenset(
        f"{area}.{child}" for area, children in _SUBAREAS.items() for child in children.split()
    ),
    Facet.APPLICANT_SECTOR: frozenset(f"{kind}.{child}" for kind in _SECTOR_APPLICANTS for child in _SECTORS.split()),
}
"""Every allowed code of each facet; second levels as `parent.child`."""

_SMALL_WORDS = frozenset({"der", "ff", "und", "von"})
_UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß"}
_SPELLED = re.compile(r"ae|oe|(?<![aeq])ue|(?<=au)ss(?=e[nr])|(?<=lie)ss")


def label(facet: Facet, code: str) -> str:
    """The German words of a code: for the second levels its own words, spelled with umlauts."""
    known = _LABELS.get(facet, {}).get(code)
    return known or _words(code.rpartition(".")[2])


def _words(code: str) -> str:
    """`laendliche_entwicklung` as „Ländliche Entwicklung“."""
    spelled = _SPELLED.sub(lambda found: _UMLAUTS[found[0]], code)
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in spelled.split("_"))


def labels(facet: Facet, codes: Iterable[str]) -> list[str]:
    """The German words of several codes in their order, each once."""
    return list(dict.fromkeys(label(facet, code) for code in codes))
