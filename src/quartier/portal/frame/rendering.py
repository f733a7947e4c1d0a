"""Forms in KERN's markup: `{{ form }}` and `{{ field.as_field_group }}` need no further work in templates."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class KernRenderer(TemplatesSetting):
    """Draws whole forms and single fields with our templates; widgets keep Django's, with KERN's classes."""

    form_template_name = "frame/forms/form.html"
    field_template_name = "frame/forms/field.html"
