from django import template

from cursussen.schermen.checklijst import samenvatting

register = template.Library()
register.filter(samenvatting)
