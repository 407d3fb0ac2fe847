"""The reference store's scorecard of 2016: ten metrics, their bands and what was reported.

Figures are the store's own, with its own mistakes: M7's year column is the sum of its months,
M13's target stands above challenge 1 in seven months.
"""

from decimal import Decimal

from sinan.kernel.lights import BAND_NAMES, Bands, Direction
from sinan.kernel.month import Month
from sinan.kernel.spans import Aggregate

AGGREGATES = {
    "M3": Aggregate.SUM,
    "M4": Aggregate.RATIO,
    "M5": Aggregate.RATIO,
    "M6": Aggregate.MEAN,
    "M7": Aggregate.RATIO,
    "M9": Aggregate.RATIO,
    "M10": Aggregate.RATIO,
    "M12": Aggregate.MEAN,
    "M13": Aggregate.MEAN,
    "M14": Aggregate.RATIO,
}

# The precision that the metric catalogue gives: money, vehicles and leads whole, percents to 0.1.
PRECISIONS = {metric: 0 if metric in {"M3", "M7", "M12", "M13"} else 1 for metric in AGGREGATES}

# One row a metric and band: the year, then January to December.
_WRITTEN = """
M3 threshold 3077 260 162 270 261 270 252 252 252 270 279 270 279
M3 target 3419 289 180 300 290 300 280 280 280 300 310 300 310
M3 challenge_1 3761 318 198 330 319 330 308 308 308 330 341 330 341
M3 challenge_2 4103 347 216 360 348 360 336 336 336 360 372 360 372
M4 threshold 28 27 28 28 28 28 28 28 28 28 28 28 28
M4 target 30 29 30 30 30 30 30 30 30 30 30 30 30
M4 challenge_1 31 30 31 31 31 31 31 31 31 31 31 31 31
M4 challenge_2 32 31 32 32 32 32 32 32 32 32 32 32 32
M5 threshold 18 18 18 18 18 18 18 18 18 18 18 18 18
M5 target 20 20 19 19 20 20 20 20 20 20 20 20 20
M5 challenge_1 21 21 20 20 21 21 21 21 21 21 21 21 21
M5 challenge_2 22 22 21 21 22 22 22 22 22 22 22 22 22
M6 threshold 17 21 21 16 16 16 16 16 16 16 12 16 16
M6 target 15 19 19 15 14 14 14 14 14 14 11 14 14
M6 challenge_1 14 18 18 14 13 13 13 13 13 13 10 13 13
M6 challenge_2 13 17 17 13 12 12 12 12 12 12 9 12 12
M7 threshold 31769 2612 3722 2540 2540 2611 2541 2433 2433 2362 2323 2612 3040
M7 target 43769 3612 4722 3540 3540 3611 3541 3433 3433 3362 3323 3612 4040
M7 challenge_1 45569 3762 4872 3690 3690 3761 3691 3583 3583 3512 3473 3762 4190
M7 challenge_2 45929 3792 4902 3720 3720 3791 3721 3613 3613 3542 3503 3792 4220
M9 threshold 15 15 15 13 15 13 13 13 18 18 15 18 15
M9 target 18 18 18 15 18 15 15 15 20 20 18 20 18
M9 challenge_1 20 20 19 18 20 18 18 18 22 22 20 22 22
M9 challenge_2 22 22 20 20 22 20 20 20 25 25 22 25 25
M10 threshold 40 40 40 40 40 40 40 40 40 40 40 40 40
M10 target 50 50 50 50 50 50 50 50 50 50 50 50 50
M10 challenge_1 60 60 60 60 60 60 60 60 60 60 60 60 60
M10 challenge_2 70 70 70 70 70 70 70 70 70 70 70 70 70
M12 threshold 488 500 250 500 500 500 500 500 500 500 500 550 550
M12 target 536 550 280 550 550 550 550 550 550 550 550 600 600
M12 challenge_1 583 600 300 600 600 600 600 600 600 600 600 650 650
M12 challenge_2 631 650 320 650 650 650 650 650 650 650 650 700 700
M13 threshold 1200 1200 1200 1200 1200 1200 1200 1200 1200 1200 1200 1200 1200
M13 target 1300 1300 1300 1500 1300 1300 1300 1500 1500 1500 1500 1500 1500
M13 challenge_1 1400 1400 1400 1400 1400 1400 1400 1400 1400 1400 1400 1400 1400
M13 challenge_2 1500 1500 1500 1500 1500 1500 1500 1500 1500 1500 1500 1500 1500
M14 threshold 10 10 10 10 10 10 10 10 10 10 10 10 10
M14 target 12 12 12 12 12 12 12 12 12 12 12 12 12
M14 challenge_1 15 15 15 15 15 15 15 15 15 15 15 15 15
M14 challenge_2 18 18 18 18 18 18 18 18 18 18 18 18 18
"""

ROWS = {
    (metric, band): [Decimal(figure) for figure in figures]
    for metric, band, *figures in map(str.split, _WRITTEN.strip().splitlines())
}

# As reported for January and February 2016, and March where it was.
ACTUALS = {
    ("M3", "2016-01"): "289",
    ("M3", "2016-02"): "88",
    ("M4", "2016-01"): "27",
    ("M4", "2016-02"): "35",
    ("M4", "2016-03"): "18",
    ("M5", "2016-01"): "20",
    ("M5", "2016-02"): "21",
    ("M6", "2016-01"): "10.5",
    ("M6", "2016-02"): "19",
    ("M7", "2016-01"): "3918",
    ("M7", "2016-02"): "-1108",
    ("M9", "2016-01"): "23",
    ("M9", "2016-02"): "39",
    ("M10", "2016-01"): "53",
    ("M10", "2016-02"): "55",
    ("M12", "2016-01"): "502",
    ("M12", "2016-02"): "293",
    ("M13", "2016-01"): "1388",
    ("M13", "2016-02"): "1265",
    ("M13", "2016-03"): "1789",
    ("M14", "2016-01"): "14",
    ("M14", "2016-02"): "10",
    ("M14", "2016-03"): "10",
}


def direction_of(metric: str) -> Direction:
    return Direction.LOWER if metric == "M6" else Direction.HIGHER


def bands_of(metric: str, month: str) -> Bands:
    column = Month.parse(month).number
    return Bands(*(ROWS[metric, band][column] for band in BAND_NAMES))
