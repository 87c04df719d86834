"""Invented names, set in place of the ones in the training texts so that no name is learnt by heart."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from data import Document, Item, Named

FIRST = (
    "Aisha Alan Alejandra Amara Amit Ana Andrew Anita Anjali Anna Anthony Aoife Arjun Asha Ben Bernadette Bilal Brian Bridget Bruno Carl "
    "Carla Carlos Catherine Chen Chidi Chloe Claire Colin Conor Dan Daniela Daniel Darren David Dawn Deborah Declan Deepak Diana Diego "
    "Donna Eileen Elena Ella Emeka Emily Emma Eva Farah Fatima Fiona Florence Frank Gareth Gary Gemma George Giulia Grace Graham Greg "
    "Hannah Harpreet Hassan Heather Helen Henrik Ian Ibrahim Ines Ingrid Irene Isla Ivan Jack Jade James Jan Jane Janice Jasmine Javier "
    "Jean Jenny Jin Joanna John Jorge Joy Julia Julie Karen Karim Kate Kavita Keith Kelly Kemi Ken Kevin Kiran Kirsty Laila Lars Laura "
    "Leah Lena Leo Liam Linda Lisa Lorraine Lucy Luis Magda Malik Manish Marco Margaret Maria Mariam Marie Mark Marta Martin Mary Matt "
    "Meera Mei Mel Michael Michelle Mike Miriam Mo Mohammed Monika Nadia Naomi Natasha Neha Neil Ngozi Niamh Nick Nicola Nikhil Nina "
    "Noel Nora Olga Oliver Olivia Omar Oscar Pablo Pam Patricia Patrick Paul Paula Pedro Peter Phil Pierre Piotr Pooja Rachel Rahul Raj "
    "Rebecca Renata Richard Rita Rob Robert Rosa Ruth Ryan Sadia Sally Sam Samir Sandra Sanjay Sara Sarah Sean Shabana Sharon Simon Sofia "
    "Stella Stephen Steve Sunil Suresh Susan Tania Tara Tariq Teresa Thandi Theo Thomas Tina Tom Tomasz Tony Tracy Uche Valeria Vanessa "
    "Vera Victor Vikram Wei Wendy Yasmin Yusuf Zainab Zoe Gaz Baz Shaz Kaz Deano Bev Trish Maureen Doreen Sheila Nigel Trevor Abena Kwame"
).split()
LAST = (
    "Abbott Acheampong Adeleke Ahmed Ali Allen Anderson Bailey Baker Banerjee Barnes Becker Bell Bennett Bianchi Blake Brennan Brown Burke "
    "Campbell Carter Castro Chandra Chen Clarke Collins Cooper Costa Cruz Das Davies Delgado Desai Dias Diaz Doyle Dubois Duffy Edwards "
    "Ellis Evans Farrell Fernandes Fischer Fleming Flores Foster Fox Garcia Gill Gomez Gordon Graham Grant Gray Green Gupta Hall Hansen "
    "Harris Hassan Hayes Healy Hill Hoffmann Howard Huang Hughes Hussain Ibrahim Iqbal Ivanova Jackson James Jansen Jones Joshi Kapoor "
    "Kaur Keane Kelly Khan Kim King Klein Kowalski Kumar Lam Lane Larsen Lee Lewis Li Lopez Lynch Mahmood Malik Marsh Martin Mason Mehta "
    "Mendes Meyer Miller Mitchell Moore Morgan Morris Moyo Murphy Murray Nair Nguyen Novak Nowak Obi Okoro Oliveira Osei Owen Park Parker "
    "Patel Pereira Perez Peters Phillips Pillai Popescu Power Price Quinn Rahman Ramos Rao Reddy Reid Reyes Roberts Rossi Ross Russell "
    "Ryan Santos Schmidt Scott Shah Sharma Silva Singh Smith Stewart Suzuki Tan Taylor Thomas Turner Verma Vogel Walker Walsh Wang Ward "
    "Watson Weber Williams Wilson Wong Wood Wright Yang Yilmaz Young Zhang"
).split()
FRONT = (
    "Alder Amber Anchor Apex Ashford Beacon Birch Blue Bramble Bright Broad Calder Castle Cedar Clear Cobalt Copper Coral Crest Dale Delta "
    "East Elm Ember Fair Falcon Fern Field Forge Fox Gold Grange Green Grey Harbour Hart Haven Hazel Heath High Hill Holly Iron Ivy Juniper "
    "Keel King Lake Lark Laurel Lime Linden Lunar Maple Marsh Meadow Mill Moor North Nova Oak Ocean Olive Orchard Park Pearl Pine Pioneer "
    "Prime Quarry Quick Raven Red River Rock Rose Rowan Saffron Sand Sea Silver South Spring Star Stone Summit Sun Swift Thorn Tide Trinity "
    "Union Vale Vector Verdant Vista West White Willow Wind Winter Wood Wren York Zenith Nordic Kestrel Pelican"
).split()
BACK = (
    "Analytics Bank Bakery Builders Care Catering Cleaning Clinic Coffee College Consulting Council Dental Digital Distribution Electrical "
    "Energy Engineering Estates Farm Finance Foods Freight Games Group Health Holdings Homes Hospital Hotel House Insurance Kitchen Labs "
    "Legal Leisure Library Logistics Lodge Manor Media Medical Motors Museum Nursery Partners Pharma Plumbing Press Primary Properties "
    "Rail Records Retail Roofing School Security Services Software Solutions Stores Studio Supplies Systems Tech Textiles Trading Transport "
    "Travel Trust Warehousing Water Works Academy Robotics Recruitment Media"
).split()
TAIL = ("", "", "", "", " Ltd", " Group", " Inc", " & Co", " Trust", " UK")


def company(rng: random.Random) -> str:
    """Make up the name of an employer."""
    front = rng.choice(FRONT)
    second = rng.choice(FRONT).lower() if rng.random() < 0.3 else ""
    shape = rng.random()
    if shape < 0.25:
        return front + (second or rng.choice(("ly", "ify", "io", "wise", "hub", "works", "line", "gate", "bridge", "field")))
    if shape < 0.35:
        return f"{rng.choice(LAST)} & {rng.choice((*LAST, 'Sons', 'Daughters'))}"
    return f"{front}{second} {rng.choice(BACK)}{rng.choice(TAIL)}"


def renamed(document: Document, rng: random.Random) -> Document:
    """Return the document with other people and another company in it; the labels stay."""
    if document.named is None:
        return document
    swaps: dict[str, str] = {}
    for name in document.named.company:
        swaps[name] = company(rng)
    for part in document.named.person:
        if " " not in part and part[:1].isupper() and part.rstrip(".").casefold() not in ("mr", "mrs", "ms", "dr"):
            swaps[part] = rng.choice(LAST if any(full.endswith(" " + part) for full in document.named.person) else FIRST)
    if not swaps:
        return document
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(swaps, key=len, reverse=True))) + r")\b", re.IGNORECASE)
    lookup = {old.casefold(): new for old, new in swaps.items()}

    def swap(text: str) -> str:
        return pattern.sub(lambda m: _cased(lookup[m.group().casefold()], m.group()), text)

    items = [replace(item, text=swap(item.text)) for item in document.items]
    lists = {key: tuple(map(swap, getattr(document.named, key))) for key in ("person", "company", "role")}
    return replace(document, items=items, named=Named(**lists))


def _cased(new: str, old: str) -> str:
    if old.islower():
        return new.lower()
    return new.upper() if old.isupper() and len(old) > 3 else new


def signed(document: Document, rng: random.Random) -> Document:
    """Return the document with a greeting and a signature: names that are no interviewers."""
    if document.named is None:
        return document
    neutral = (0.0, 0.0, 0.0, 1.0)
    items = list(document.items)
    if rng.random() < 0.3:
        thanks = rng.choice(("Thanks", "Best", "Cheers", "Regards", "Kind regards", "Yours", "thx", "Many thanks", "Ta"))
        name = rng.choice(FIRST) + (" " + rng.choice(LAST) if rng.random() < 0.5 else "")
        if name.split()[0] not in document.named.person:
            at = items[-1].line if items else 0
            items += [Item(thanks, at + 1, neutral), Item(name if rng.random() < 0.8 else name.lower(), at + 2, neutral)]
    return replace(document, items=items)
