"""Whether words are English, by the small words that every sentence has; whose they are is unknown.

A first sentence is judged as it stands, for it is shown before the second one comes.
"""

import re

_ENGLISH_WORDS = """
a about after again all also always an and any anything are around as at back be because been
before best better between both but by can change changes come comes could day days did do does
doing done down each easier easy else enough even every everything exactly feel feels few fine
first fitness for fresh from get gets getting give gives go goes going good great had hard harder
has have hear help helps here hold hour hours how i if in instead into is it its just keep keeps
know last later lets like little load long look looks lot many matter matters maybe mean means
might mind minutes more morning most much my near nearly need needs never next no not nothing now
of off often on once one only or other our out over recovery rest ride riding right run said same
say see session should since skip sleep slept so some something soon stay still stop such take
tell than that the their them then there these they thing things think this those through till
time to today tomorrow too two under until up us use usual usually very want was way we week weeks
well went were what whatever when where whether which while who whole why will with without work
works would year years yes yesterday yet you your yourself
"""
_FOREIGN_WORDS = """
der die das dem den und ist du nicht dein deine heute wie für mit auf ein eine im als ich bin war
wenn dann auch noch alles
le les la de et est vous tu une pas pour avec dans votre que des sur ce cette rien aujourd
el los las es una por hoy para con muy pero tus estás más
che di il sei oggi non è della per sono bene puoi
het een je van te niet vandaag dat maar voor met zijn naar goed lange doen
voce você hoje não seu sua uma seus está muito
и не на ты сегодня это как
"""
_ENGLISH, _FOREIGN = frozenset(_ENGLISH_WORDS.split()), frozenset(_FOREIGN_WORDS.split())
_SHORTEST = 6
"""Fewer words are of any language."""
_LEAST, _MOST_FOREIGN = 1 / 6, 3


def is_sentence(text: str) -> bool:
    """Whether whole words say anything in English: "null" and "Ja, gut." do not."""
    return bool(_ENGLISH & set(re.findall(r"[^\W\d_]+", text.lower())))


def is_english(text: str) -> bool:
    """Whether a text is English, as far as its words tell; a few words always are."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    known, foreign = (sum(word in own for word in words) for own in (_ENGLISH, _FOREIGN))
    if len(set(words) & _FOREIGN) >= _MOST_FOREIGN:
        return False
    return len(words) < _SHORTEST or known > max(foreign, len(words) * _LEAST)
