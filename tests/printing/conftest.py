"""One fictitious case, in French and in Arabic: what the application hands to a printer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.printing.printer import Printer

FORMS = Path(__file__).parents[2] / "forms"
ISSUED_AT = datetime(2026, 11, 6, 10, 30, tzinfo=UTC)
DIGEST = "3f2a8c41d07be95a" * 4


def _paper(title: str, issuer: str = "", status: str = "missing") -> dict:
    return {"title": title, "status": status, "issuer": issuer}


FRENCH = {
    "case": {
        "number": "AME-2026-0147",
        "opened_on": "2026-11-06",
        "process_title": "Enregistrement d'une naissance à l'état civil",
        "purpose": "Aider une famille à faire inscrire la naissance de son enfant à l'état civil.",
        "state_title": "Réunion des pièces",
        "commune": "Aït Melloul",
        "digest": DIGEST,
        "draft": True,
    },
    "desk": {
        "commune": "Aït Melloul",
        "agent": "Rachida Oubella",
        "address": "Annexe de la commune",
        "hours": "lundi à vendredi, 9 h à 16 h",
        "phone": "05 28 00 00 00",
    },
    "person": {"name": "Aminata Diallo", "language": "bambara, français"},
    "today": "2026-11-06",
    "steps": [
        {"title": "Accueil et écoute", "on": "2026-11-06"},
        {"title": "Qualification du cas", "on": "2026-11-06"},
    ],
    "documents": [
        {
            "title": "Preuve de la naissance",
            "need": "required",
            "satisfied": False,
            "note": "L'enfant est né à domicile : l'attestation se demande au caïdat du lieu de naissance.",
            "copies": 2,
            "options": [
                {
                    "title": "À domicile",
                    "papers": [_paper("Attestation administrative de naissance à domicile", "autorité locale")],
                },
                {"title": "Maternité", "papers": [_paper("Avis de naissance", "maternité")]},
            ],
            "bases": [
                {"title": "Décret n° 2-99-665 du 9 octobre 2002, article 17", "confidence": "sourced"},
            ],
        },
        {
            "title": "Identité d'un parent",
            "need": "required",
            "satisfied": True,
            "note": "",
            "copies": 1,
            "options": [
                {"papers": [_paper("Passeport de la mère", "consulat", "received")]},
                {"papers": [_paper("Carte de réfugié", "HCR"), _paper("Déclaration sur l'honneur", "commune")]},
            ],
            "bases": [{"title": "Portail national de l'état civil, étrangers au Maroc", "confidence": "sourced"}],
        },
        {
            "title": "Pièce du déclarant",
            "need": "required",
            "satisfied": False,
            "note": "",
            "copies": 0,
            "options": [
                {"papers": [_paper("Carte de réfugié", "HCR"), _paper("Déclaration sur l'honneur", "commune")]},
            ],
            "bases": [{"title": "Pratique des bureaux d'état civil", "confidence": "to_validate"}],
        },
        {
            "title": "Carnet de santé de l'enfant",
            "need": "useful",
            "satisfied": False,
            "note": "",
            "copies": 0,
            "options": [{"papers": [_paper("Carnet de santé", "centre de santé")]}],
            "bases": [],
        },
        {
            "title": "Acte de mariage des parents étrangers",
            "need": "not_due",
            "satisfied": False,
            "note": "",
            "copies": 0,
            "options": [{"papers": [_paper("Acte de mariage")]}],
            "bases": [
                {"title": "HCR Maroc : enregistrer la naissance d'un enfant", "confidence": "sourced"},
                {"title": "Lecture de la loi 36-21", "confidence": "to_validate"},
            ],
        },
    ],
    "bring": {
        "groups": [
            {
                "title": "Preuve de la naissance",
                "copies": 2,
                "here": False,
                "papers": [{"title": "Attestation administrative de naissance à domicile", "here": False}],
                "instead": [{"papers": [{"title": "Avis de naissance", "here": False}]}],
            },
            {
                "title": "Pièce du déclarant",
                "copies": 0,
                "here": False,
                "papers": [
                    {"title": "Carte de réfugié", "here": False},
                    {"title": "Déclaration sur l'honneur", "here": True},
                ],
                "instead": [],
            },
            {
                "title": "Demande écrite",
                "copies": 1,
                "here": True,
                "papers": [{"title": "Lettre de demande", "here": True}],
                "instead": [],
            },
        ],
        "useful": [],
        "left_out": 1,
    },
    "held": [
        {"title": "Passeport de la mère", "status": "received"},
        {"title": "Livret de famille", "status": "verified"},
    ],
    "addressees": [{"name": "Wilaya, division des affaires administratives"}],
    "sharing": [
        {
            "title": "Transmettre au bureau d'état civil",
            "text": "Le bureau donne à ce service le numéro de mon dossier et mon besoin.",
            "version": 2,
            "given": True,
            "on": "2026-11-04",
        }
    ],
    "fields": {
        "date_naissance": "1er novembre 2026",
        "projet": "École primaire",
        "dernier_niveau": "",
        "commune_ecole": "Aït Melloul",
        "piece_retenue": "Le passeport",
    },
    "offices": [
        {
            "name": "Bureau d'état civil de Tiznit",
            "commune": "Tiznit",
            "address": "Avenue Hassan II, près de la municipalité",
            "hours": "lundi à vendredi, 8 h 30 à 16 h 30",
            "note": "Celui du lieu de naissance",
            "verified": None,
            "where": "here",
        }
    ],
    "deadlines": [
        {
            "title": "Déclaration à l'état civil",
            "due": "2026-12-01",
            "days_left": 25,
            "overdue": False,
            "kind": "legal",
            "confidence": "to_validate",
            "bases": [{"title": "Pratique du bureau d'état civil : trente jours", "confidence": "to_validate"}],
        },
        {
            "title": "Relance de la famille",
            "due": "2026-11-11",
            "days_left": 5,
            "overdue": False,
            "kind": "internal",
            "confidence": "common_knowledge",
        },
        {
            "title": "Réponse de l'administration",
            "due": None,
            "days_left": None,
            "overdue": False,
            "kind": "legal",
            "confidence": "to_validate",
        },
    ],
    "bases": [
        {
            "title": "Décret n° 2-99-665 du 9 octobre 2002, article 17 : toute pièce justifiant l'identité des parents",
            "confidence": "sourced",
            "url": "http://alhalalmadania.ma/Fr/EtrangersAuMaroc/Pages/Introduction.aspx",
        },
        {"title": "Loi 55-19, appliquée à l'état civil", "confidence": "to_validate", "url": ""},
    ],
    "refusal": {
        "motive": "« Pas de carte de séjour. »",
        "day": "2026-11-05",
        "answer": "La déclaration demande une pièce qui justifie l'identité des parents.\n"
        "J'ai présenté le passeport de la mère.",
        "office": "Bureau d'état civil de Tiznit",
    },
    "receipt": {
        "number": "",
        "day": "2026-11-05",
        "elapsed": 65,
        "course": "open",
        "office": "Bureau d'état civil de Tiznit",
        "filed": "Déposer la déclaration",
    },
    "consents": [
        {
            "title": "Tenir mon dossier et m'accompagner",
            "text": "Le bureau garde les informations utiles à ma démarche.\n\n"
            "- **Qui les lit** : seuls ses agents.\n"
            "- **Combien de temps** : elles sont effacées à la fin du délai de conservation.",
            "version": 1,
            "given": True,
            "on": "2026-11-06",
        },
        {
            "title": "Compter mon dossier dans les statistiques",
            "text": "Mon dossier est compté avec d'autres, sans mon nom.",
            "version": 1,
            "given": False,
            "on": "2026-11-06",
        },
        {
            "title": "Transmettre au service social de l'hôpital",
            "text": "Le bureau donne à ce service le numéro de mon dossier et mon besoin.",
            "version": 2,
            "given": None,
            "on": None,
        },
    ],
    "undue": [{"title": "Carte de séjour"}, {"title": "Acte de mariage des parents étrangers"}],
    "alerts": [{"level": "warn", "text": "Le délai de déclaration court : 25 jours."}],
    "next_actions": [{"title": "Demander l'attestation de naissance à domicile"}, {"title": "Relancer la famille"}],
    "recipients": [{"name": "Service social de l'hôpital"}],
    "holding": {
        "person": [{"title": "Nom", "value": "Aminata Diallo"}, {"title": "Langue", "value": "bambara, français"}],
        "cases": [
            {
                "number": "D-7K2M-9QXH",
                "title": "Enregistrement d'une naissance à l'état civil",
                "opened_on": "2026-11-06",
                "state": "Réunion des pièces",
                "purpose": "Aider une famille à faire inscrire la naissance de son enfant à l'état civil.",
                "kept": "5 ans (à valider)",
                "lines": [
                    {"title": "Date de naissance de l'enfant", "value": "1er novembre 2026"},
                    {"title": "Passeport de la mère", "value": "reçue, 6 novembre 2026"},
                ],
            }
        ],
        "written": [{"on": "2026-11-06", "title": "note", "value": "Repasse vendredi avec le carnet de santé."}],
        "desks": [{"name": "Aït Melloul", "holds": True}, {"name": "Tiznit", "holds": False}],
        "transfers": [{"on": "2026-11-09", "case": "D-7K2M-9QXH", "from": "Tiznit", "to": "Aït Melloul"}],
        "shared": [{"on": "2026-11-06", "service": "Service social de l'hôpital", "what": "Où l'enfant est né"}],
        "consents": [
            {
                "title": "Tenir mon dossier et m'accompagner",
                "given": True,
                "on": "2026-11-06",
                "until": "2027-11-06",
                "version": 1,
            },
            {
                "title": "Compter mon dossier dans les statistiques",
                "given": False,
                "on": "2026-11-06",
                "until": None,
                "version": 1,
            },
        ],
    },
}

ARABIC = {
    "case": {
        "number": "AME-2026-0147",
        "opened_on": "2026-11-06",
        "process_title": "تسجيل ولادة بالحالة المدنية",
        "purpose": "مساعدة الأسرة على تسجيل ولادة طفلها بالحالة المدنية.",
        "state_title": "جمع الوثائق",
        "commune": "أيت ملول",
        "digest": DIGEST,
        "draft": True,
    },
    "desk": {
        "commune": "أيت ملول",
        "agent": "رشيدة أوبلا",
        "address": "ملحقة الجماعة",
        "hours": "من الاثنين إلى الجمعة، من 9 إلى 16",
        "phone": "05 28 00 00 00",
    },
    "person": {"name": "Aminata Diallo (mère)", "language": "البمبارية، الفرنسية"},
    "today": "2026-11-06",
    "steps": [
        {"title": "الاستقبال", "on": "2026-11-06"},
        {"title": "دراسة الحالة", "on": "2026-11-06"},
    ],
    "documents": [
        {
            "title": "إثبات الولادة",
            "need": "required",
            "satisfied": False,
            "note": "ازداد الطفل بالمنزل: تطلب الشهادة من قيادة مكان الولادة.",
            "copies": 2,
            "options": [
                {"title": "بالمنزل", "papers": [_paper("شهادة إدارية بالولادة", "السلطة المحلية")]},
                {"title": "بالمستشفى", "papers": [_paper("إشعار بالولادة", "مصلحة الولادة")]},
            ],
            "bases": [{"title": "المرسوم رقم 2.99.665 الصادر في 9 أكتوبر 2002، المادة 17", "confidence": "sourced"}],
        },
        {
            "title": "هوية أحد الأبوين",
            "need": "required",
            "satisfied": True,
            "note": "",
            "copies": 1,
            "options": [{"papers": [_paper("جواز سفر الأم", "القنصلية", "received")]}],
            "bases": [],
        },
        {
            "title": "وثيقة المصرح",
            "need": "required",
            "satisfied": False,
            "note": "",
            "copies": 0,
            "options": [{"papers": [_paper("بطاقة لاجئ", "HCR"), _paper("تصريح بالشرف", "الجماعة")]}],
            "bases": [{"title": "ما جرى به العمل في مكاتب الحالة المدنية", "confidence": "to_validate"}],
        },
        {
            "title": "الدفتر الصحي للطفل",
            "need": "useful",
            "satisfied": False,
            "note": "",
            "copies": 0,
            "options": [{"papers": [_paper("الدفتر الصحي", "المركز الصحي")]}],
            "bases": [],
        },
        {
            "title": "عقد زواج الأبوين الأجنبيين",
            "need": "not_due",
            "satisfied": False,
            "note": "",
            "copies": 0,
            "options": [{"papers": [_paper("عقد الزواج")]}],
            "bases": [
                {"title": "المفوضية السامية للاجئين بالمغرب: تسجيل ولادة طفل", "confidence": "sourced"},
                {"title": "قراءة للقانون رقم 36.21", "confidence": "to_validate"},
            ],
        },
    ],
    "bring": {
        "groups": [
            {
                "title": "إثبات الولادة",
                "copies": 2,
                "here": False,
                "papers": [{"title": "شهادة إدارية بالولادة", "here": False}],
                "instead": [{"papers": [{"title": "إشعار بالولادة", "here": False}]}],
            },
            {
                "title": "وثيقة المصرح",
                "copies": 0,
                "here": False,
                "papers": [{"title": "بطاقة لاجئ", "here": False}, {"title": "تصريح بالشرف", "here": True}],
                "instead": [],
            },
            {
                "title": "طلب خطي",
                "copies": 1,
                "here": True,
                "papers": [{"title": "طلب خطي للتسجيل", "here": True}],
                "instead": [],
            },
        ],
        "useful": [],
        "left_out": 1,
    },
    "held": [{"title": "جواز سفر الأم", "status": "received"}, {"title": "الدفتر العائلي", "status": "verified"}],
    "addressees": [{"name": "الولاية، قسم الشؤون الإدارية"}],
    "sharing": [
        {
            "title": "الإحالة إلى مكتب الحالة المدنية",
            "text": "يقدم المكتب لهذه المصلحة رقم ملفي وحاجتي.",
            "version": 2,
            "given": True,
            "on": "2026-11-04",
        }
    ],
    "fields": {
        "date_naissance": "1 نونبر 2026",
        "projet": "التعليم الابتدائي",
        "dernier_niveau": "",
        "commune_ecole": "أيت ملول",
        "piece_retenue": "جواز السفر",
    },
    "offices": [
        {
            "name": "مكتب الحالة المدنية بتيزنيت",
            "commune": "تيزنيت",
            "address": "شارع الحسن الثاني، قرب البلدية",
            "hours": "من الاثنين إلى الجمعة، من 8:30 إلى 16:30",
            "note": "مكتب مكان الولادة",
            "verified": "2026-10-12",
            "where": "here",
        }
    ],
    "deadlines": [
        {
            "title": "التصريح بالولادة",
            "due": "2026-12-01",
            "days_left": 25,
            "overdue": False,
            "kind": "legal",
            "confidence": "to_validate",
            "bases": [{"title": "ما جرى به العمل بمكتب الحالة المدنية: ثلاثون يوما", "confidence": "to_validate"}],
        },
        {
            "title": "الاتصال بالأسرة",
            "due": "2026-11-11",
            "days_left": 5,
            "overdue": False,
            "kind": "internal",
            "confidence": "common_knowledge",
        },
        {
            "title": "جواب الإدارة",
            "due": None,
            "days_left": None,
            "overdue": False,
            "kind": "legal",
            "confidence": "to_validate",
        },
    ],
    "bases": [
        {
            "title": "المرسوم رقم 2.99.665 الصادر في 9 أكتوبر 2002، المادة 17: كل وثيقة تثبت هوية الأبوين",
            "confidence": "sourced",
            "url": "http://alhalalmadania.ma/",
        },
        {"title": "القانون رقم 55.19 مطبقا على الحالة المدنية", "confidence": "to_validate", "url": ""},
    ],
    "refusal": {
        "motive": "« عدم التوفر على بطاقة الإقامة »",
        "day": "2026-11-05",
        "answer": "يكفي للتصريح الإدلاء بوثيقة تثبت هوية الأبوين.\nوقد أدليت بجواز سفر الأم.",
        "office": "مكتب الحالة المدنية بتيزنيت",
    },
    "receipt": {
        "number": "",
        "day": "2026-11-05",
        "elapsed": 65,
        "course": "open",
        "office": "مكتب الحالة المدنية بتيزنيت",
        "filed": "إيداع التصريح",
    },
    "consents": [
        {
            "title": "مسك ملفي ومواكبتي",
            "text": "يحتفظ المكتب بالمعلومات المفيدة لمسطرتي.\n\n"
            "- **من يطلع عليها**: موظفوه فقط.\n- **المدة**: تحذف عند انتهاء مدة الحفظ.",
            "version": 1,
            "given": True,
            "on": "2026-11-06",
        },
        {
            "title": "احتساب ملفي في الإحصائيات",
            "text": "يحتسب ملفي مع ملفات أخرى دون اسمي.",
            "version": 1,
            "given": False,
            "on": "2026-11-06",
        },
        {
            "title": "الإحالة إلى المصلحة الاجتماعية بالمستشفى",
            "text": "يقدم المكتب لهذه المصلحة رقم ملفي وحاجتي.",
            "version": 2,
            "given": None,
            "on": None,
        },
    ],
    "undue": [{"title": "بطاقة الإقامة"}, {"title": "عقد زواج الأبوين الأجنبيين"}],
    "alerts": [{"level": "warn", "text": "أجل التصريح جار: 25 يوما."}],
    "next_actions": [{"title": "طلب شهادة الولادة بالمنزل"}, {"title": "الاتصال بالأسرة"}],
    "recipients": [{"name": "المساعدة الاجتماعية بالمستشفى"}],
    "holding": {
        "person": [{"title": "الاسم", "value": "أميناتا ديالو"}, {"title": "اللغة", "value": "البمبارية، الفرنسية"}],
        "cases": [
            {
                "number": "D-7K2M-9QXH",
                "title": "تسجيل ولادة بالحالة المدنية",
                "opened_on": "2026-11-06",
                "state": "جمع الوثائق",
                "purpose": "مساعدة الأسرة على تسجيل ولادة طفلها بالحالة المدنية.",
                "kept": "5 سنوات (للتأكيد)",
                "lines": [{"title": "تاريخ ولادة الطفل", "value": "1 نونبر 2026"}],
            }
        ],
        "written": [{"on": "2026-11-06", "title": "ملاحظة", "value": "تعود يوم الجمعة ومعها الدفتر الصحي."}],
        "desks": [{"name": "أيت ملول", "holds": True}, {"name": "تيزنيت", "holds": False}],
        "transfers": [{"on": "2026-11-09", "case": "D-7K2M-9QXH", "from": "تيزنيت", "to": "أيت ملول"}],
        "shared": [{"on": "2026-11-06", "service": "المساعدة الاجتماعية بالمستشفى", "what": "مكان الولادة"}],
        "consents": [
            {
                "title": "فتح ملفي ومواكبتي",
                "given": True,
                "on": "2026-11-06",
                "until": "2027-11-06",
                "version": 1,
            }
        ],
    },
}
SAMPLES = {"fr": FRENCH, "ar": ARABIC}


@pytest.fixture
def samples() -> dict:
    """The same case in each language."""
    return SAMPLES


@pytest.fixture
def printer() -> Printer:
    """The printer of the shipped forms."""
    return Printer(FORMS)
