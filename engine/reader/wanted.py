"""What each brick of the grammar expects, as a French sentence says it, with an example of the good form."""

from __future__ import annotations

from functools import reduce

from engine.errors import Said
from engine.reader import shapes
from engine.reader.shapes import Shape
from engine.reader.spelling import listed


def wanted(shape: Shape) -> Said:
    """What `shape` expects, to be said after « attendu : »."""
    simple = _SIMPLE.get(type(shape))
    if simple is not None:
        return simple
    return _word(shape) or _group(shape)


def _word(shape: Shape) -> Said | None:
    match shape:
        case shapes.Ref():
            return Said("le nom d'{noun}", noun=Said(shape.noun))
        case shapes.Choice() if len(shape.words) == 1:
            return Said("le mot « {words} »", words=next(iter(shape.words)))
        case shapes.Choice():
            return Said("un de ces mots : {words}", words=listed(shape.words))
        case shapes.Line():
            return Said("un texte sur une ligne, par exemple « {example} »", example=shape.example)
        case shapes.Address():
            return Said("l'adresse d'une page, par exemple « {example} »", example=shape.example)
        case shapes.Integer():
            return _integer(shape.minimum, shape.maximum)
    return None


def _integer(least: int | None, most: int | None) -> Said:
    if least is not None and most is not None:
        return Said("un nombre entier (au moins {least}, au plus {most})", least=least, most=most)
    if least is not None:
        return Said("un nombre entier (au moins {least})", least=least)
    return Said("un nombre entier (au plus {most})", most=most) if most is not None else Said("un nombre entier")


def _group(shape: Shape) -> Said:
    match shape:
        case shapes.ListOf():
            return Said("une liste « [ … ] », où chaque élément est {item}", item=wanted(shape.item))
        case shapes.OneOrMany():
            return Said("{item}, ou une liste « [a, b] »", item=wanted(shape.item))
        case shapes.Either():
            return reduce(
                lambda so_far, each: Said("{one} ; ou {other}", one=so_far, other=each), map(wanted, shape.forms)
            )
        case shapes.MapOf():
            return Said("un groupe de clés dont chacune nomme {noun}", noun=Said(shape.noun))
        case shapes.Record():
            return Said("{noun}, en clés ({keys})", noun=Said(shape.noun), keys=listed(shape.keys))
    return Said("une valeur")


_SIMPLE: dict[type, Said] = {
    shapes.Id: Said("un identifiant, par exemple « acte_dresse »"),
    shapes.DurationText: Said("une durée, par exemple « 30 days » ou « 12 working days »"),
    shapes.Day: Said("une date, par exemple « 2026-11-01 »"),
    shapes.Prose: Said('un texte entre guillemets, par exemple "Réunion des pièces"'),
    shapes.Texts: Said('un texte par langue, par exemple {fr: "Dossier complet", ar: "ملف كامل"}'),
    shapes.Guard: Said('une condition entre guillemets, par exemple "not overdue(declaration)"'),
    shapes.Boolean: Said("true (oui) ou false (non)"),
    shapes.Value: Said("un mot, un nombre entier, true, false, ou une liste de mots"),
}
