"""What vendors call a sport, as one table. Knows words only, no files."""

import re

from coach.domain.activity import Sport

_WORDS: dict[Sport, str] = {
    Sport.CYCLING: (
        "cycling ride biking bike virtualride ebikeride emountainbikeride gravelride ebiking "
        "mountainbikeride mountainbiking roadbiking roadcycling indoorcycling cyclocross spinning "
        "gravelcycling trackcycling virtualcycling velomobile handcycle handcycling bikecommuting "
        "ebikefitness ebikemountain indoorride trackride bmx spin bicycling cycle"
    ),
    Sport.RUNNING: (
        "running run virtualrun trailrun trailrunning treadmill treadmillrunning trackrunning "
        "streetrunning indoorrunning ultrarun obstaclerun virtualrunning trackrun jogging"
    ),
    Sport.SWIMMING: (
        "swimming swim lapswimming openwater openwaterswimming openwaterswim poolswim poolswimming"
    ),
    Sport.ROWING: "rowing indoorrowing virtualrow row rower rowingmachine virtualrowing",
    Sport.STRENGTH: (
        "strengthtraining weighttraining strength weightlifting powerlifting crossfit "
        "functionalstrengthtraining traditionalstrengthtraining weights gym workout gymworkout"
    ),
    Sport.WALKING: (
        "walking walk hiking hike snowshoe snowshoeing speedwalking casualwalking indoorwalking "
        "mountaineering nordicwalking rucking"
    ),
    Sport.SKIING: (
        "skiing nordicski backcountryski alpineski crosscountryskiing alpineskiing rollerski "
        "virtualski skateskiing classicskiing backcountryskiing rollerskiing"
    ),
    Sport.YOGA: "yoga pilates stretching flexibilitytraining mobility",
    Sport.TRANSITION: "transition",
}
_SPORTS = {word: sport for sport, words in _WORDS.items() for word in words.split()}
_STRAVA_GPX = {
    "1": Sport.CYCLING,
    "4": Sport.WALKING,
    "7": Sport.SKIING,
    "9": Sport.RUNNING,
    "10": Sport.WALKING,
    "16": Sport.SWIMMING,
    "23": Sport.ROWING,
}
"""Strava's GPX exports of some years name the sport by a number."""


def sport_of(*words: object) -> Sport:
    """Return the sport of the first word that names one; OTHER where none does.

    Case, spaces and signs do not matter: `VirtualRide`, `Virtual Ride` and `virtual_ride` are one.
    """
    for word in words:
        text = str(word or "").strip().lower()
        sport = _STRAVA_GPX.get(text) or _SPORTS.get(re.sub("[^a-z]", "", text))
        if sport is not None:
            return sport
    return Sport.OTHER
